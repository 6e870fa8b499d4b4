import { randomUUID } from 'node:crypto';
import { fastify } from 'fastify';
import pg from 'pg';

/** The least that taking a report could cost: Fastify, pg, and one statement that writes two rows. */
const pool = new pg.Pool({ connectionString: process.env.FLOOR_DATABASE_URL, max: 10 });
await pool.query(`create schema if not exists floor`);
await pool.query(`create table if not exists floor.report (id uuid primary key, body jsonb not null)`);
await pool.query(`create table if not exists floor.event (
  position bigint generated always as identity primary key, report uuid not null, type text not null
)`);

const app = fastify();
app.post('/reports', async (request, reply) => {
  const id = randomUUID();
  await pool.query({
    name: 'floor',
    text: `with report as (insert into floor.report (id, body) values ($1, $2) returning id)
           insert into floor.event (report, type) select id, 'reported' from report`,
    values: [id, JSON.stringify(request.body)],
  });
  return reply.status(201).send({ id });
});

const url = await app.listen({ port: 0, host: '127.0.0.1' });
process.send?.({ url });
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => process.exit());
