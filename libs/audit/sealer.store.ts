import type { Client, Database } from '../platform/persistence/database.js';
import type { Anchor, AnchorKey, Head, SignedAnchor } from './anchor.js';
import type { AnchorFile } from './anchor-file.store.js';
import {
  digestOf,
  entryColumns,
  idOf,
  organisationOf,
  placeOf,
  unsealed,
  type EntryRow,
  type Place,
  type Seal,
} from './seal.js';

const entriesAtOnce = 5_000;
/** Any fixed number: who holds this lock is the one process that seals. */
const sealingLock = 762_014_227;

/** The database does not have the anchor that the file ends with: its end was cut off, or it is another one. */
export class LogCutOff extends Error {
  override readonly name = 'LogCutOff';

  constructor(readonly anchor: number) {
    super(`the database does not have anchor ${String(anchor)} of the anchor file: the access log was cut off`);
  }
}

/**
 * Seals the access log after the fact. Takes committed entries in the order of their transactions, never past one
 * that is still open, chains each to the one before it at its organisation, and casts an anchor. Two that do it at
 * once take turns.
 */
export class Sealer {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<unknown> | undefined;
  private stopped = false;
  private toldOfCut = false;

  constructor(
    private readonly database: Database,
    private readonly key: AnchorKey,
    private readonly file: AnchorFile,
    private readonly everyMs: number,
    private readonly onError: (error: Error) => void,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.working = this.round()
        .catch(this.onError)
        .finally(() => {
          if (!this.stopped) this.start();
        });
    }, this.everyMs);
  }

  /** What was entered until now is sealed before it ends, as far as nobody is still writing. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.working;
    await this.round().catch(this.onError);
  }

  async round(): Promise<void> {
    while ((await this.sealSome()) === entriesAtOnce);
    await this.followInFile();
  }

  /** Answers how many entries were sealed. */
  private sealSome(): Promise<number> {
    return this.database.transaction(async (client) => {
      if (!(await isOurTurn(client))) return 0;
      const entries = await entriesAfter(client, await lastSealed(client));
      const last = entries.at(-1);
      if (!last) return 0;
      const seals = sealed(entries, await headsOf(client, [...new Set(entries.map(organisationOf))]));
      await storeSeals(client, seals);
      await storeAnchor(client, this.key, placeOf(last), headsAfter(seals));
      return entries.length;
    });
  }

  /** Whoever cast them: each file has them all. */
  private async followInFile(): Promise<void> {
    const { lastAnchor } = this.file;
    for (;;) {
      const from = this.file.lastAnchor?.number ?? 0;
      const anchors = await this.anchorsFrom(from);
      const first = anchors[0];
      if (lastAnchor && from === lastAnchor.number && !this.toldOfCut && first?.signature !== lastAnchor.signature) {
        this.toldOfCut = true;
        this.onError(new LogCutOff(lastAnchor.number));
      }
      const further = anchors.filter(({ number }) => number > from);
      if (further.length === 0) return;
      await this.file.add(further);
    }
  }

  private anchorsFrom(number: number): Promise<SignedAnchor[]> {
    return this.database.query<SignedAnchor>({
      name: 'audit-anchors-from',
      text: 'select number, document, signature from audit.anchor where number >= $1 order by number limit 1000',
      values: [number],
    });
  }
}

/** Chains these entries, in their order, to the last seals of their organisations. */
export function sealed(entries: readonly EntryRow[], heads: ReadonlyMap<string, Head>): Seal[] {
  const last = new Map(heads);
  return entries.map((entry) => {
    const organisation = organisationOf(entry);
    const [, number, before] = last.get(organisation) ?? [organisation, 0, unsealed];
    const seal = {
      ...placeOf(entry),
      organisation,
      number: number + 1,
      entry: idOf(entry),
      digest: digestOf(before, entry),
    };
    last.set(organisation, [organisation, seal.number, seal.digest]);
    return seal;
  });
}

const headsAfter = (seals: readonly Seal[]): Head[] => [
  ...new Map(
    seals.map(({ organisation, number, digest }) => [organisation, [organisation, number, digest] as const]),
  ).values(),
];

async function isOurTurn(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ ours: boolean }>({
    name: 'audit-turn',
    text: 'select pg_try_advisory_xact_lock($1) as ours',
    values: [sealingLock],
  });
  return rows[0]?.ours ?? false;
}

async function lastSealed(client: Client): Promise<Place> {
  const { rows } = await client.query<Place>({
    name: 'audit-last-sealed',
    text: 'select tx::text::bigint as tx, position from audit.seal order by seal.tx desc, position desc limit 1',
  });
  return rows[0] ?? { tx: 0, position: 0 };
}

async function entriesAfter(client: Client, { tx, position }: Place): Promise<EntryRow[]> {
  const { rows } = await client.query<unknown[]>({
    name: 'audit-entries-after',
    rowMode: 'array',
    text: `select ${entryColumns} from audit.access_entry entry
           where (entry.tx, entry.position) > ($1::text::xid8, $2::bigint)
             and entry.tx < pg_snapshot_xmin(pg_current_snapshot())
           order by entry.tx, entry.position limit ${String(entriesAtOnce)}`,
    values: [String(tx), position],
  });
  return rows as unknown as EntryRow[];
}

async function headsOf(client: Client, organisations: readonly string[]): Promise<Map<string, Head>> {
  const { rows } = await client.query<{ organisation: string; number: number; digest: string }>({
    name: 'audit-heads',
    text: `select head.organisation, head.number, encode(head.digest, 'hex') as digest
           from unnest($1::text[]) as asked (organisation) cross join lateral (
             select * from audit.seal where seal.organisation = asked.organisation order by number desc limit 1) head`,
    values: [organisations],
  });
  return new Map(rows.map(({ organisation, number, digest }) => [organisation, [organisation, number, digest]]));
}

const storeSeals = (client: Client, seals: readonly Seal[]) =>
  client.query({
    name: 'audit-store-seals',
    text: `insert into audit.seal (organisation, number, tx, position, entry, digest)
           select organisation, number, tx::xid8, position, entry, decode(digest, 'hex')
           from unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::uuid[], $6::text[])
             as seal (organisation, number, tx, position, entry, digest)`,
    values: [
      seals.map((seal) => seal.organisation),
      seals.map((seal) => seal.number),
      seals.map((seal) => String(seal.tx)),
      seals.map((seal) => seal.position),
      seals.map((seal) => seal.entry),
      seals.map((seal) => seal.digest),
    ],
  });

async function storeAnchor(client: Client, key: AnchorKey, upTo: Place, heads: readonly Head[]): Promise<void> {
  const { rows } = await client.query<{ number: number; signature: string }>({
    name: 'audit-last-anchor',
    text: 'select number, signature from audit.anchor order by number desc limit 1',
  });
  const last = rows[0] ?? { number: 0, signature: '' };
  const anchor: Anchor = {
    number: last.number + 1,
    castAt: new Date().toISOString(),
    before: last.signature,
    upTo,
    heads,
  };
  const { number, document, signature } = key.sign(anchor);
  await client.query({
    name: 'audit-store-anchor',
    text: 'insert into audit.anchor (number, document, signature) values ($1, $2, $3)',
    values: [number, document, signature],
  });
}
