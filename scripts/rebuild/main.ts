import { rebuild } from '../../libs/casefile/rebuild.js';
import { asTool, ToolFailure } from '../running-system.js';

/** `npm run rebuild -- casefile`: makes the read side anew from the events; the system may run meanwhile. */
await asTool(async (system) => {
  const [what, ...others] = process.argv.slice(2);
  if (what !== 'casefile' || others.length > 0) throw new ToolFailure('npm run rebuild -- casefile');
  const database = await system.connect('casefile');
  try {
    const begun = performance.now();
    const { cases, events } = await rebuild(database, (so) => {
      if (process.stdout.isTTY) process.stdout.write(`\r${String(so.cases)} cases, ${String(so.events)} events `);
    });
    const seconds = (performance.now() - begun) / 1000;
    if (process.stdout.isTTY) process.stdout.write('\r');
    const pace = Math.round(events / Math.max(seconds, 0.001));
    console.log(
      `Rebuilt ${String(cases)} cases from ${String(events)} events in ${seconds.toFixed(1)} s (${String(pace)} per second).`,
    );
  } finally {
    await database.close();
  }
});
