// `npm run start:separate`: the whole chain with a process for every context, behind one gateway.
// Two processes for the police: `npm run start:separate -- --police 2`.
import { build } from './build.mjs';
import { installIfNeeded } from './install-if-needed.mjs';
import { stopWithNpm } from './stop-with-npm.mjs';

await installIfNeeded();
await build();

stopWithNpm();
process.setSourceMapsEnabled(true);
await import('../dist/scripts/separate/main.js');
