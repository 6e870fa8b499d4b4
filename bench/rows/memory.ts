import { setTimeout as pause } from 'node:timers/promises';
import { inDataFolder } from '../data-folder.js';
import type { Measured } from '../figures.js';
import { employerLoad } from '../employer-load.js';
import { queueDatabases } from '../queue-databases.js';
import type { Stage } from '../stage.js';
import { Started } from '../started.js';

const note = 'the process of Node alone (RSS); its PostgreSQL does not count';
/** After the start, until what only the start needed is given back, as far as it is. */
const restMs = 5_000;
const betweenLooksMs = 50;
const reportsOf = { small: 3_000, full: 20_000 };

/** MiB of the whole chain in one process, when nobody asks anything. */
export const memoryIdleRound = (stage: Stage): Promise<Measured> =>
  withSystem(stage, async (system) => {
    await pause(restMs);
    return { ours: await system.memory(), note };
  });

/** MiB of the same at its highest, while reports come in as fast as they are taken and all follows from them. */
export const memoryLoadRound = (stage: Stage): Promise<Measured> =>
  withSystem(stage, async (system) => {
    const load = await employerLoad(system.runtime.apiUrl, system.runtime.issuerUrl);
    const looking = new AbortController();
    const highest = highestOf(system, looking.signal);
    try {
      await load.send(reportsOf[stage.settings.scale]);
    } finally {
      looking.abort();
      await load.close();
    }
    return { ours: await highest, note };
  });

async function highestOf(system: Started, isOver: AbortSignal): Promise<number> {
  let highest = 0;
  while (!isOver.aborted) {
    highest = Math.max(highest, await system.memory());
    await pause(betweenLooksMs);
  }
  return highest;
}

const withSystem = (stage: Stage, look: (system: Started) => Promise<Measured>): Promise<Measured> =>
  inDataFolder(async (folder) => {
    const system = await Started.at(folder, {
      REDIS_URL: queueDatabases(stage.settings)?.ours ?? '',
      RATE_LIMIT: '1000000000',
      // Back-pressure would end the load.
      LAG_LIMIT_EVENTS: '1000000000',
    });
    try {
      return await look(system);
    } finally {
      await system.stop();
    }
  });
