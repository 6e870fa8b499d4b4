import { randomInt } from 'node:crypto';
import { underNumberFrom } from '../../contract/index.js';
import type { Client } from '../persistence/database.js';

const mostTries = 20;

/** A number that follows from nothing, and that nobody has had before. */
export async function takeNumber(client: Client): Promise<string> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const number = underNumberFrom(Array.from({ length: 7 }, () => randomInt(32)));
    const { rows } = await client.query<{ taken: boolean }>({
      text: 'select vault.take_number($1) as taken',
      values: [number],
    });
    if (rows[0]?.taken) return number;
  }
  throw new Error('no number is free');
}
