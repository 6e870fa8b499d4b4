// `npm run docs`, `npm run policy`, …: installs and builds what is missing, and runs the tool of that name.
import { build } from './build.mjs';
import { installIfNeeded } from './install-if-needed.mjs';

const [tool, ...options] = process.argv.slice(2);

await installIfNeeded();
await build();

process.setSourceMapsEnabled(true);
process.argv = [process.argv[0], `scripts/${tool}`, ...options];
await import(`../dist/scripts/${tool}/main.js`);
