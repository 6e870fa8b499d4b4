// Compiles what changed since the last time from apps, libs, migrations, … into dist; data files are copied.
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { project } from './install-if-needed.mjs';

const sources = ['apps', 'libs', 'migrations', 'scripts', 'bench'];
const dist = join(project, 'dist');

const changedAt = (path) =>
  stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );

const filesIn = async (folder) => {
  const entries = await readdir(join(project, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name));
};

const isSource = (path) => !/\.(spec|d)\.ts$|\.(md|mjs)$/.test(path);
const isCode = (path) => extname(path) === '.ts';

const outputOf = (path) => join(dist, path.slice(project.length + 1)).replace(/\.ts$/, '.js');

/** Whole or not at all: another process may be reading. */
const write = async (path, contents) => {
  const unfinished = `${path}.${process.pid}`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(unfinished, contents);
  await rename(unfinished, path);
};

/** The compiler is only loaded when there is something to compile. */
const compiler = async () => {
  const { transform } = await import('@swc/core');
  const options = JSON.parse(await readFile(join(project, '.swcrc'), 'utf8'));
  return async (path) => {
    const { code } = await transform(await readFile(path, 'utf8'), { ...options, filename: path, swcrc: false });
    return code;
  };
};

const removeOrphans = async (outputs) => {
  const kept = new Set(outputs);
  const there = await filesIn('dist');
  // What another process is about to rename is none of ours.
  const isUnfinished = (path) => /\.\d+$/.test(path);
  const orphans = there.filter((path) => !kept.has(path) && !isUnfinished(path));
  await Promise.all(orphans.map((path) => rm(path, { force: true })));
};

export const build = async () => {
  const paths = (await Promise.all(sources.map(filesIn))).flat().filter(isSource);
  const settings = Math.max(
    ...(await Promise.all(['.swcrc', 'scripts/build.mjs'].map((p) => changedAt(join(project, p))))),
  );
  const stale = [];
  for (const path of paths) {
    const built = await changedAt(outputOf(path));
    if (built < settings || built < (await changedAt(path))) stale.push(path);
  }
  await removeOrphans(paths.map(outputOf));
  if (stale.length === 0) return 0;
  const compile = await compiler();
  await Promise.all(
    stale.map(async (path) => write(outputOf(path), isCode(path) ? await compile(path) : await readFile(path))),
  );
  return stale.length;
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const count = await build();
  console.log(count === 0 ? 'Nothing to build.' : `Built ${count} files.`);
}
