import { createReadStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Database } from '../../platform/persistence/database.js';
import { MasterKeyFailure } from './master-keys.js';

const rowsAtOnce = 1_000;
const first = { victim: '00000000-0000-0000-0000-000000000000' };

/** One line of a backup of keys: each closed with a master key, which is not in it. */
type Line =
  | { kind: 'person-key'; victim: string; caseId: string; wrapped: string; master: string; madeAt: string }
  | {
      kind: 'deposit-key';
      id: string;
      publicKey: string;
      attested: string;
      wrapped: string;
      master: string;
      madeAt: string;
    }
  | { kind: 'destroyed'; victim: string; caseId: string; destroyedAt: string };

const query = {
  depositKeys: `select 'deposit-key' as kind, id, encode(public_key, 'base64') as "publicKey", attested,
                  encode(wrapped_private, 'base64') as wrapped, master, made_at as "madeAt"
                from vault.deposit_key order by made_at`,
  destroyed: `select 'destroyed' as kind, victim, case_id as "caseId", destroyed_at as "destroyedAt"
              from vault.destroyed_person where victim > $1 order by victim limit $2`,
  personKeys: `select 'person-key' as kind, victim, case_id as "caseId", encode(wrapped, 'base64') as wrapped, master,
                 made_at as "madeAt"
               from vault.person_key where victim > $1 order by victim limit $2`,
};

export interface Counted {
  persons: number;
  destroyed: number;
}

/** Writes the keys, in the place of an older backup: only the newest may be kept, or destroyed people come back. */
export async function backUpKeys(database: Database, path: string): Promise<Counted> {
  const unfinished = `${path}.new`;
  const file = await open(unfinished, 'w', 0o600);
  try {
    await file.chmod(0o600);
    const write = async (lines: readonly Line[]): Promise<void> => {
      await file.appendFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    };
    await write(await database.query<Line & { kind: 'deposit-key' }>({ text: query.depositKeys }));
    // The people after those who were destroyed: who is destroyed meanwhile is in neither or in the second only.
    const persons = await inPages(database, query.personKeys, write);
    const destroyed = await inPages(database, query.destroyed, write);
    await file.datasync();
    await rename(unfinished, path);
    return { persons, destroyed };
  } finally {
    await file.close();
  }
}

async function inPages(
  database: Database,
  text: string,
  write: (lines: readonly Line[]) => Promise<void>,
): Promise<number> {
  let count = 0;
  for (let last: { victim: string } | undefined = first; last;) {
    const lines: (Line & { victim: string })[] = await database.query({ text, values: [last.victim, rowsAtOnce] });
    await write(lines);
    count += lines.length;
    last = lines.at(-1);
  }
  return count;
}

const restore = {
  'deposit-key': `insert into vault.deposit_key (id, public_key, attested, wrapped_private, master, made_at)
    select id, decode("publicKey", 'base64'), attested, decode(wrapped, 'base64'), master, "madeAt"
    from jsonb_to_recordset($1::jsonb) as key (id uuid, "publicKey" text, attested text, wrapped text, master text,
      "madeAt" timestamptz)
    on conflict do nothing`,
  'person-key': `insert into vault.person_key (victim, case_id, wrapped, master, made_at)
    select victim, "caseId", decode(wrapped, 'base64'), master, "madeAt"
    from jsonb_to_recordset($1::jsonb) as key (victim uuid, "caseId" uuid, wrapped text, master text,
      "madeAt" timestamptz)
    where exists (select from vault.identity one where one.victim = key.victim and one.case_id = key."caseId")
    on conflict do nothing`,
  destroyed: `with gone as (
      select victim, "caseId", "destroyedAt"
      from jsonb_to_recordset($1::jsonb) as gone (victim uuid, "caseId" uuid, "destroyedAt" timestamptz)
    ), keys as (delete from vault.person_key where victim in (select victim from gone)),
    identities as (delete from vault.identity where victim in (select victim from gone)),
    deposits as (delete from vault.deposit where victim in (select victim from gone)),
    marks as (delete from vault.guard_mark where victim in (select victim from gone)),
    hits as (delete from vault.hit where victim in (select victim from gone))
    insert into vault.destroyed_person (victim, case_id, destroyed_at) select * from gone on conflict do nothing`,
};

/**
 * Puts keys back for those who have an identity, and never over a key that is there; whoever was destroyed when the
 * backup was made is destroyed here too.
 */
export async function restoreKeys(database: Database, path: string): Promise<Counted> {
  const counted: Counted = { persons: 0, destroyed: 0 };
  const waiting: Record<Line['kind'], Line[]> = { 'deposit-key': [], 'person-key': [], destroyed: [] };
  const put = async (kind: Line['kind']): Promise<void> => {
    const lines = waiting[kind].splice(0);
    if (lines.length === 0) return;
    const { rowCount } = await database.pool.query(restore[kind], [JSON.stringify(lines)]);
    if (kind === 'person-key') counted.persons += rowCount ?? 0;
    if (kind === 'destroyed') counted.destroyed += rowCount ?? 0;
  };
  for await (const text of createInterface({ input: createReadStream(path) })) {
    const line = lineIn(text);
    waiting[line.kind].push(line);
    if (waiting[line.kind].length >= rowsAtOnce) await put(line.kind);
  }
  // Those who were destroyed last: a key of theirs in the same file is not put back after it.
  for (const kind of ['deposit-key', 'person-key', 'destroyed'] as const) await put(kind);
  return counted;
}

function lineIn(text: string): Line {
  try {
    const line = JSON.parse(text) as Line;
    if (Object.hasOwn(restore, line.kind)) return line;
  } catch {
    // Said below.
  }
  throw new MasterKeyFailure('The file is not a backup of the keys of a vault.');
}
