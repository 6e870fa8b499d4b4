import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pages } from './pages.js';

/** `npm run docs`: makes the pages anew. With `--check`: says which are out of date, and fails if any is. */
const check = process.argv.includes('--check');
const project = process.cwd();
const stale: string[] = [];

for (const [path, text] of await pages(project)) {
  const there = await readFile(join(project, path), 'utf8').catch(() => '');
  if (there === text) continue;
  stale.push(path);
  if (!check) await writeFile(join(project, path), text);
}

if (stale.length === 0) console.log('The documentation is up to date.');
else if (check) console.error(`Out of date, make it anew with npm run docs:\n  ${stale.join('\n  ')}`);
else console.log(`Made anew:\n  ${stale.join('\n  ')}`);
process.exitCode = check && stale.length > 0 ? 1 : 0;
