import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { producers } from '../../libs/contract/index.js';
import { inDataFolder } from '../data-folder.js';
import type { Measured } from '../figures.js';
import { queueDatabases } from '../queue-databases.js';
import { incidentsOfAYear } from '../settings.js';
import type { Stage } from '../stage.js';
import { Started } from '../started.js';
import { ofYear } from '../year/figures.js';
import { Year, type Played } from '../year/year.js';

const betweenLooksMs = 250;

/**
 * Minutes for a nation's year: every command by HTTP with the token of whoever gives it, at the whole chain in one
 * process as `npm start` has it, its clock going along; from the first report until nothing is on its way any more.
 * A part of the year is said to be one: then the minutes follow from how many events per second were told.
 */
export const yearRound = ({ settings }: Stage): Promise<Measured> =>
  inDataFolder(async (folder) => {
    const system = await Started.at(folder, {
      REDIS_URL: queueDatabases(settings)?.ours ?? '',
      CLOCK: 'scenario',
      RATE_LIMIT: '1000000000',
    });
    try {
      const { apiUrl, issuerUrl, databaseUrl } = system.runtime;
      const year = await Year.at(apiUrl, issuerUrl, settings.incidents);
      try {
        const begun = performance.now();
        const before = await system.processorSeconds();
        const played = await year.pass();
        while (!(await year.isQuiet())) await pause(betweenLooksMs);
        const seconds = (performance.now() - begun) / 1000;
        const processor = (await system.processorSeconds()) - before;
        return told({ ...played, seconds, processor, events: await eventsIn(databaseUrl) });
      } finally {
        await year.close();
      }
    } finally {
      await system.stop();
    }
  });

interface Passed extends Played {
  seconds: number;
  processor: number;
  events: number;
}

function told({ seconds, processor, events, cases, commands, refused, heldBack }: Passed): Measured {
  const rate = events / seconds;
  const counted =
    `${String(cases)} incidents, ${String(commands)} commands, ${String(events)} events in ${seconds.toFixed(0)} s ` +
    `(${rate.toFixed(0)} events per second; ${((processor / events) * 1000).toFixed(2)} ms of a processor in Node per event), ` +
    `${String(refused)} cases broken off, intake held back ${String(heldBack)} times`;
  if (cases >= incidentsOfAYear) return { ours: seconds / 60, note: counted };
  const whole = ofYear('events') / rate / 60;
  return { ours: whole, note: `measured over ${counted}; extrapolated to ${String(ofYear('events'))} events` };
}

async function eventsIn(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const counts = producers.map((name) => `(select count(*) from ${name}.event)`);
    const { rows } = await client.query<{ events: number }>(`select (${counts.join(' + ')})::float8 as events`);
    return rows[0]?.events ?? 0;
  } finally {
    await client.end();
  }
}
