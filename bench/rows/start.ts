import { inDataFolder } from '../data-folder.js';
import type { Measured } from '../figures.js';
import { queueDatabases } from '../queue-databases.js';
import type { Stage } from '../stage.js';
import { Started } from '../started.js';

/** Seconds from `npm start` on an empty data folder until it is ready; packages are installed and all is built. */
export const startColdRound = (stage: Stage): Promise<Measured> =>
  inDataFolder(async (folder) => ({ ours: await secondsToReady(folder, stage) }));

/** The same on the folder of a system that was stopped. */
export const startWarmRound = (stage: Stage): Promise<Measured> =>
  inDataFolder(async (folder) => {
    await secondsToReady(folder, stage);
    return { ours: await secondsToReady(folder, stage) };
  });

async function secondsToReady(folder: string, { settings }: Stage): Promise<number> {
  const system = await Started.at(folder, { REDIS_URL: queueDatabases(settings)?.ours ?? '' });
  await system.stop();
  return system.seconds;
}
