// `npm run chaos -- --minutes M --seed S [--redis]`: breaks a running chain at random, and checks that nothing was lost.
import { build } from './build.mjs';
import { installIfNeeded } from './install-if-needed.mjs';

await installIfNeeded();
await build();

process.setSourceMapsEnabled(true);
await import('../dist/scripts/chaos/main.js');
