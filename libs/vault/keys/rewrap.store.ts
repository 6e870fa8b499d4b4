import type { Client, Database } from '../../platform/persistence/database.js';
import { aboutPerson } from '../identity.store.js';
import { aboutKey } from './deposit-key.js';
import type { MasterKeys, Wrapped } from './master-keys.js';

const keysAtOnce = 500;

interface WrappedRow extends Wrapped {
  id: string;
}

interface Kept {
  select: string;
  update: string;
  about(id: string): string;
}

const personKeys: Kept = {
  select: `select victim as id, wrapped, master from vault.person_key
           where victim > $2 and master <> $1 order by victim limit $3 for update`,
  update: `update vault.person_key key set wrapped = anew.wrapped, master = anew.master
           from unnest($1::uuid[], $2::bytea[], $3::text[]) as anew (id, wrapped, master) where key.victim = anew.id`,
  about: aboutPerson,
};

const depositKeys: Kept = {
  select: `select id, wrapped_private as wrapped, master from vault.deposit_key
           where id > $2 and master <> $1 order by id limit $3 for update`,
  update: `update vault.deposit_key key set wrapped_private = anew.wrapped, master = anew.master
           from unnest($1::uuid[], $2::bytea[], $3::text[]) as anew (id, wrapped, master) where key.id = anew.id`,
  about: aboutKey,
};

/** Wraps with the current master key what is wrapped with another one; no identity is read. Answers how many. */
export async function rewrap(database: Database, masterKeys: MasterKeys): Promise<number> {
  const current = await masterKeys.current();
  let count = 0;
  for (const kept of [personKeys, depositKeys]) {
    for (let after: string | undefined = '00000000-0000-0000-0000-000000000000'; after !== undefined;) {
      const from: string = after;
      const rows = await database.transaction((client) => rewrapSome(client, masterKeys, kept, [current, from]));
      count += rows.length;
      after = rows.at(-1)?.id;
    }
  }
  return count;
}

async function rewrapSome(
  client: Client,
  masterKeys: MasterKeys,
  kept: Kept,
  [current, after]: [string, string],
): Promise<WrappedRow[]> {
  const { rows } = await client.query<WrappedRow>({ text: kept.select, values: [current, after, keysAtOnce] });
  if (rows.length === 0) return [];
  const anew: Wrapped[] = [];
  for (const { id, wrapped, master } of rows) {
    const about = kept.about(id);
    anew.push(await masterKeys.wrap(await masterKeys.unwrap({ wrapped, master }, about), about));
  }
  await client.query({
    text: kept.update,
    values: [rows.map(({ id }) => id), anew.map((one) => one.wrapped), anew.map((one) => one.master)],
  });
  return rows;
}
