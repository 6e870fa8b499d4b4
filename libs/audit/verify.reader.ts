import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Client, Database } from '../platform/persistence/database.js';
import { AnchorCheck, type AnchorPair } from './anchor-check.js';
import { anchorIn, type Anchor, type AnchorKey, type SignedAnchor } from './anchor.js';
import { entryColumns, placeOf, type EntryRow, type Place, type Seal } from './seal.js';
import { Supply } from './supply.js';
import { isAfter, nextOf, Verification, type Finding } from './verification.js';

export interface Verified {
  findings: readonly Finding[];
  entries: number;
  seals: number;
  anchors: number;
}

/**
 * Recomputes the whole log and holds it against its anchors, in the database and in the file. Everything streams by
 * in order, in one view of the database: what is entered meanwhile makes no difference.
 */
export async function verify(database: Database, key: AnchorKey, anchorFile: string): Promise<Verified> {
  const verification = new Verification();
  const find = (finding: Finding): void => {
    verification.find(finding);
  };
  // First the file, then the view of the database: an anchor comes in the database first.
  const file = await openFile(anchorFile);
  if (!file)
    find({ kind: 'anchor', words: `there is no anchor file at ${anchorFile}: a cut at the end cannot be seen` });
  try {
    return await database.transaction(async (client) => {
      await client.query('set transaction isolation level repeatable read, read only');
      const pairs = anchorPairs(
        await cursor(client, 'anchors', anchorStatement, toAnchor),
        anchorsIn(file?.lines ?? noLines, find),
      );
      const check = new AnchorCheck(key, file !== undefined, Date.now(), find);
      const anchors = await witnesses(pairs, check);
      await passBy(client, verification, anchors.supply);
      verification.end(await nowOf(client));
      const { findings, entries, seals } = verification;
      return { findings, entries, seals, anchors: anchors.taken() };
    });
  } finally {
    file?.close();
  }
}

async function passBy(client: Client, verification: Verification, anchors: Supply<Anchor>): Promise<void> {
  const entries = await cursor(client, 'entries', entryStatement, (row) => row as unknown as EntryRow);
  const seals = await cursor(client, 'seals', sealStatement, toSeal);
  for (;;) {
    // Asked for only where one ran out: a promise for each entry would cost more than its digest.
    if (entries.isOut) await entries.refill();
    if (seals.isOut) await seals.refill();
    const { entry, seal } = nextOf(entries.next, seals.next);
    const place: Place | undefined = seal ?? (entry && placeOf(entry));
    for (;;) {
      if (anchors.isOut) await anchors.refill();
      const anchor = anchors.next;
      if (!anchor || (place && !isAfter(place, anchor.upTo))) break;
      verification.witness(anchor);
      anchors.take();
    }
    if (!place) return;
    if (entry) entries.take();
    if (seal) seals.take();
    verification.take(entry, seal);
  }
}

const rowsAtOnce = 5_000;

const entryStatement = `select ${entryColumns} from audit.access_entry entry order by entry.tx, entry.position`;
const sealStatement = `select organisation, number, tx, position, entry, encode(digest, 'hex')
                       from audit.seal seal order by seal.tx, seal.position`;
const anchorStatement = 'select number, document, signature from audit.anchor order by number';

const toSeal = ([organisation, number, tx, position, entry, digest]: unknown[]): Seal =>
  ({ organisation, number, tx: Number(tx), position, entry, digest }) as Seal;
const toAnchor = ([number, document, signature]: unknown[]): SignedAnchor =>
  ({ number, document, signature }) as SignedAnchor;

async function cursor<Item>(
  client: Client,
  name: string,
  statement: string,
  toItem: (row: unknown[]) => Item,
): Promise<Supply<Item>> {
  await client.query(`declare ${name} no scroll cursor for ${statement}`);
  const fetch = async (): Promise<Item[]> => {
    const { rows } = await client.query<unknown[]>({
      rowMode: 'array',
      text: `fetch forward ${String(rowsAtOnce)} from ${name}`,
    });
    return rows.map(toItem);
  };
  return new Supply(fetch);
}

async function nowOf(client: Client): Promise<number> {
  const { rows } = await client.query<{ now: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000000)::bigint as now',
  );
  return rows[0]?.now ?? 0;
}

interface Lines {
  lines: AsyncIterator<string>;
  close(): void;
}

const noLines: AsyncIterator<string> = { next: () => Promise.resolve({ done: true, value: undefined }) };

/** The file as it is at this moment, without what is added later. */
async function openFile(path: string): Promise<Lines | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return undefined;
  const input = createReadStream(path, { end: Math.max(0, found.size - 1) });
  const lines = createInterface({ input, crlfDelay: Infinity });
  return {
    lines: lines[Symbol.asyncIterator](),
    close() {
      lines.close();
      input.destroy();
    },
  };
}

/** How far one process may be behind another that writes to the same file. */
const mostRepeated = 5_000;

/** The anchors of the file in ascending order. Two processes may have written the same ones. */
async function* anchorsIn(
  lines: AsyncIterator<string>,
  find: (finding: Finding) => void,
): AsyncGenerator<SignedAnchor> {
  const known = new Map<number, string>();
  let last = 0;
  let torn = '';
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    const anchor = anchorIn(line.value);
    // Half a line of a process that died, which comes again whole.
    if (torn !== '' && !line.value.startsWith(torn))
      find({ kind: 'anchor', words: 'a line of the anchor file cannot be read' });
    torn = anchor ? '' : line.value;
    if (!anchor || known.get(anchor.number) === anchor.signature) continue;
    if (anchor.number <= last) {
      find({
        kind: 'anchor',
        words: `the anchor file has anchor ${String(anchor.number)} twice: the log was cut off and went on`,
      });
      continue;
    }
    last = anchor.number;
    known.set(last, anchor.signature);
    known.delete(last - mostRepeated);
    yield anchor;
  }
  if (torn !== '') find({ kind: 'anchor', words: 'the last line of the anchor file cannot be read' });
}

/** The anchors of both, by number. */
async function* anchorPairs(
  database: Supply<SignedAnchor>,
  file: AsyncGenerator<SignedAnchor>,
): AsyncGenerator<AnchorPair> {
  let ofFile = await file.next();
  for (;;) {
    if (database.isOut) await database.refill();
    const inDatabase = database.next;
    const inFile = ofFile.done ? undefined : ofFile.value;
    if (!inDatabase && !inFile) return;
    const number = Math.min(inDatabase?.number ?? Infinity, inFile?.number ?? Infinity);
    yield {
      ...(inDatabase?.number === number ? { inDatabase } : {}),
      ...(inFile?.number === number ? { inFile } : {}),
    };
    if (inDatabase?.number === number) database.take();
    if (inFile?.number === number) ofFile = await file.next();
  }
}

async function witnesses(
  pairs: AsyncGenerator<AnchorPair>,
  check: AnchorCheck,
): Promise<{ supply: Supply<Anchor>; taken: () => number }> {
  let taken = 0;
  const supply = new Supply<Anchor>(async () => {
    for (;;) {
      const pair = await pairs.next();
      if (pair.done) {
        check.end();
        return [];
      }
      taken += 1;
      const anchor = check.take(pair.value);
      if (anchor) return [anchor];
    }
  });
  return { supply, taken: () => taken };
}
