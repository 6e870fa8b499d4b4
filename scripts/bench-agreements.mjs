// `npm run bench:agreements -- --json FILE [--running N]`: installs what is missing, builds what changed, and measures.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';
import { installIfNeeded, project } from './install-if-needed.mjs';

await installIfNeeded();
await build();
await import(pathToFileURL(join(project, 'dist/bench/agreements/main.js')).href);
