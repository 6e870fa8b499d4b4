// `npm test`: installs what is missing and runs all tests; what follows `--` goes to jest.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { installIfNeeded, project } from './install-if-needed.mjs';

await installIfNeeded();

const jest = join(project, 'node_modules', 'jest', 'bin', 'jest.js');
const options = [process.env.NODE_OPTIONS, '--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const child = spawn(process.execPath, [jest, ...process.argv.slice(2)], {
  cwd: project,
  stdio: 'inherit',
  env: { ...process.env, NODE_OPTIONS: options.filter(Boolean).join(' ') },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.once('exit', (code) => process.exit(code ?? 1));
