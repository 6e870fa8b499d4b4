// `npm run scenario -- FILE…`: installs and builds what is missing, and plays scenario files.
import { build } from './build.mjs';
import { installIfNeeded } from './install-if-needed.mjs';

await installIfNeeded();
await build();

process.setSourceMapsEnabled(true);
await import('../dist/scripts/scenario/main.js');
