import type { MigrationInterface, QueryRunner } from 'typeorm';
import { databaseRole, deskOf } from '../../libs/platform/persistence/roles.js';
import { dropWalls, ofVisibleCase, organisationAsking, walls, type Wall, type Walled } from '../shared/walls.js';

const ofOwnCase = (table: string): Wall => ({ table, shows: ofVisibleCase('vault', table) });

const walled: Walled = {
  producing: true,
  // Whose name a case keeps is not even there for who is no party to it. The letterbox is the worker's.
  own: [
    ofOwnCase('identity'),
    ofOwnCase('person_key'),
    ofOwnCase('hit'),
    ofOwnCase('numbered'),
    { table: 'deposit' },
    { table: 'guard_mark' },
  ],
};

const letterbox = ['deposit', 'guard_mark'];
const depositors = (['employer', 'police', 'prosecution', 'halt', 'recovery', 'agreements'] as const)
  .flatMap((schema) => [schema, deskOf(schema)])
  .map(databaseRole);

/** It acts as the worker, but for who asked: at a desk it tells of the cases of its organisation only. */
const settledTexts = `
  create function vault.settled_texts(hits uuid[]) returns table (hit uuid, settled text)
  language sql stable security definer set search_path = '' as $$
    select hit.id, hit.settled from vault.hit hit
    where hit.id = any (hits) and hit.kind = 'withheld' and hit.decided is not null
      and (right(session_user::text, 5) <> '_desk' or exists (
        select from vault.case_record record
        where record.case_id = hit.case_id and ${organisationAsking} = any (record.organisations)))
  $$`;

const askers = [...depositors, databaseRole('vault'), databaseRole(deskOf('vault'))];

const settling = [
  settledTexts,
  'revoke all on function vault.settled_texts(uuid[]) from public',
  `grant execute on function vault.settled_texts(uuid[]) to ${askers.join(', ')}`,
  'grant create on schema vault to chain_vault',
  'alter function vault.settled_texts(uuid[]) owner to chain_vault',
  'revoke create on schema vault from chain_vault',
];

export class VaultWalls1765000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...walls('vault', walled), ...settling]) await runner.query(statement);
    for (const table of letterbox) {
      await runner.query(
        `create policy depositing on vault.${table} for insert
         to ${[...depositors, databaseRole(deskOf('vault'))].join(', ')} with check (true)`,
      );
    }
    await runner.query(
      'grant select on vault.identity, vault.person_key, vault.hit, vault.numbered, vault.deposit_key to chain_vault_desk',
    );
    await runner.query('grant update (decided, settled) on vault.hit to chain_vault_desk');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop function vault.settled_texts(uuid[])');
    for (const table of letterbox) await runner.query(`drop policy depositing on vault.${table}`);
    for (const statement of dropWalls('vault', walled)) await runner.query(statement);
  }
}
