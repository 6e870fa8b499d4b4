import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { Letter } from '../../../libs/platform/messaging/letter.js';
import { openPost, type PostBackend } from '../../../libs/platform/messaging/post.js';

/** Whom the poison is for. */
export const poisoned = 'halt';

/** A letter about a case of its own, of a kind that nobody knows: whoever handles it throws. */
function poisonLetter(caseId: string): Letter {
  const now = new Date().toISOString();
  const event = {
    id: randomUUID(),
    type: 'chaos.poison',
    version: 1,
    caseId,
    caseNumber: `VPT-1999-${String(Date.now() % 1_000_000).padStart(6, '0')}`,
    producer: 'police',
    occurredAt: now,
    recordedAt: now,
    about: {},
    data: {},
  };
  return { event: event as unknown as Letter['event'], to: [poisoned], numbers: { [poisoned]: 1 }, after: {} };
}

/** Sends the poison until it is parked: a queue that is emptied loses it. Answers the case. */
export async function poison(backend: PostBackend, databaseUrl: string, isOver: () => boolean): Promise<string> {
  const caseId = randomUUID();
  const letter = poisonLetter(caseId);
  const post = openPost(backend, () => undefined);
  try {
    for (let look = 0; !(await isParked(databaseUrl, caseId)) && !isOver(); look += 1) {
      if (look % 20 === 0) await post.send(poisoned, [{ letters: [letter] }]).catch(() => undefined);
      await pause(100);
    }
  } finally {
    await post.close().catch(() => undefined);
  }
  return caseId;
}

async function isParked(url: string, caseId: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const text = `select 1 from ${poisoned}.pending_letter where case_id = $1 and error is not null`;
    return (await client.query(text, [caseId])).rowCount === 1;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
