// `npm start`: installs what is missing, builds what changed, and runs the system in this process.
// Another app than the one that holds everything: `npm start -- police`.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { installIfNeeded, project } from './install-if-needed.mjs';
import { stopWithNpm } from './stop-with-npm.mjs';

const [app = 'chain', ...options] = process.argv.slice(2);
const main = join(project, 'dist', 'apps', app, 'main.js');

await installIfNeeded();
await build();

if (!existsSync(main)) {
  console.error(`There is no app called ${app}.`);
  process.exit(1);
}

stopWithNpm();
process.setSourceMapsEnabled(true);
// In this process, so that a signal reaches the system itself and its exit code is ours.
process.argv = [process.argv[0], main, ...options];
try {
  await import(pathToFileURL(main).href);
} catch (error) {
  // What the user can mend comes in words; anything else is a defect and comes with its stack.
  const words = /Failure$|^ConfigurationError$/.test(error?.name ?? '');
  console.error(words ? `\n${error.message}\n` : (error?.stack ?? 'It does not start.'));
  process.exit(1);
}
