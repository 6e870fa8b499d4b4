import { randomUUID } from 'node:crypto';
import { fastify } from 'fastify';
import pg from 'pg';

/**
 * The least that taking a report could cost: Fastify, pg, and one statement that writes as many rows as ours writes for
 * the report that the bench sends. Six: the state of the case, the entry of the journal with its answer, the event for
 * three addressees, the sealed identity of the one victim, its marks, and the entry of the access log. The rows have
 * columns of the same kind and size as ours and a primary key each; there is no other index, no wall, no check,
 * nothing is validated, sealed or hashed, and the body is sent once and stored in three of them.
 */
const tables = `
  create schema if not exists floor;
  create table if not exists floor.report (
    id uuid primary key, number text not null, version integer not null, state jsonb not null,
    organisations text[] not null, sent jsonb not null, natural_key text
  );
  create table if not exists floor.entry (
    id uuid primary key, report uuid not null, part uuid not null, command text not null, input jsonb not null,
    person text not null, role text not null, organisation text not null, occurred_at timestamptz not null,
    recorded_at timestamptz not null, answer jsonb not null
  );
  create table if not exists floor.event (
    id uuid primary key, position bigint generated always as identity, report uuid not null, envelope jsonb not null,
    addressees text[] not null, numbers jsonb not null
  );
  create table if not exists floor.deposit (
    id uuid primary key, report uuid not null, victim uuid not null, sealed bytea not null
  );
  create table if not exists floor.mark (
    deposit uuid primary key, report uuid not null, shapes bytea not null, marks text[] not null
  );
  create table if not exists floor.access (
    id uuid primary key, position bigint generated always as identity, at timestamptz not null, organisation text not null,
    person text not null, role text not null, action text not null, report uuid not null
  )`;

/** All six: what the rows have in common is sent once. */
const statement = `
  with report as (
    insert into floor.report (id, number, version, state, organisations, sent, natural_key)
    values ($1, $4, 1, $2, $5, $6, $4)
  ), entry as (
    insert into floor.entry
      (id, report, part, command, input, person, role, organisation, occurred_at, recorded_at, answer)
    values ($3, $1, $1, 'report', $2, $7, $7, $7, $8, $8, $9)
  ), event as (
    insert into floor.event (id, report, envelope, addressees, numbers) values ($3, $1, $2, $5, $6)
  ), deposit as (
    insert into floor.deposit (id, report, victim, sealed) values ($3, $1, $3, $10)
  ), mark as (
    insert into floor.mark (deposit, report, shapes, marks) values ($3, $1, $10, $11)
  )
  insert into floor.access (id, at, organisation, person, role, action, report) values ($3, $8, $7, $7, $7, 'report', $1)`;

const three = ['police', 'agreements', 'casefile'];
const counts = JSON.stringify(Object.fromEntries(three.map((one) => [one, 1])));
const answer = JSON.stringify({ id: randomUUID(), part: randomUUID(), text: 'a'.repeat(700) });
const sealed = Buffer.alloc(130, 1);
const marks = Array.from({ length: 3 }, (_, index) => String(index).padStart(27, 'm'));
const who = 'employer_contact@bench-transport';

const pool = new pg.Pool({ connectionString: process.env.FLOOR_DATABASE_URL, max: 10 });
await pool.query(tables);

const app = fastify();
app.post('/reports', async (request, reply) => {
  const id = randomUUID();
  const body = JSON.stringify(request.body);
  const now = new Date().toISOString();
  await pool.query({
    name: 'floor',
    text: statement,
    values: [id, body, randomUUID(), id.slice(0, 15), three, counts, who, now, answer, sealed, marks],
  });
  return reply.status(201).send({ id });
});

const url = await app.listen({ port: 0, host: '127.0.0.1' });
process.send?.({ url });
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
