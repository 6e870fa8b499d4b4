import pg from 'pg';
import type { Search } from './search.js';

/**
 * Everything that the database holds, and every row that was ever written: what is overwritten or deleted before the
 * end (letters on their way, jobs of the queue) was there to be copied all the same.
 */
export class KeptRows {
  private constructor(private readonly client: pg.Client) {}

  /** From now on every row that is written is remembered. */
  static async watch(superuserUrl: string): Promise<KeptRows> {
    const client = new pg.Client({ connectionString: superuserUrl });
    await client.connect();
    const kept = new KeptRows(client);
    // Nothing of this database needs to survive the machine.
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum'])
      await client.query(`alter system set ${setting} = off`);
    await client.query('select pg_reload_conf()');
    await client.query('create schema watched');
    await client.query('create unlogged table watched.written (at_table text, row text)');
    await client.query(
      `create function watched.remember() returns trigger
       language plpgsql security definer set search_path = '' as $$
       begin
         insert into watched.written values (format('%I.%I', tg_table_schema, tg_table_name), new::text);
         return null;
       end $$`,
    );
    await client.query(
      `create function watched.keep(tables text[]) returns void language plpgsql as $$
       declare one text;
       begin
         foreach one in array tables loop
           execute format(
             'create or replace trigger canary_watch after insert or update on %s
              for each row execute function watched.remember()', one);
         end loop;
       end $$`,
    );
    // The queue makes its tables when it is first used, which may be later than now.
    await client.query(
      `create function watched.keep_new() returns event_trigger
       language plpgsql security definer set search_path = '' as $$
       begin
         perform watched.keep(array(
           select object_identity from pg_catalog.pg_event_trigger_ddl_commands()
           where object_type = 'table' and schema_name <> 'pg_temp'));
       end $$`,
    );
    await client.query(
      `create event trigger canary_watch on ddl_command_end
       when tag in ('CREATE TABLE') execute function watched.keep_new()`,
    );
    await client.query('select watched.keep($1)', [await kept.tables()]);
    return kept;
  }

  async tables(): Promise<string[]> {
    const { rows } = await this.client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
       where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'watched')
       order by 1`,
    );
    return rows.map(({ name }) => name);
  }

  query<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.client.query<Row>(text, values).then(({ rows }) => rows);
  }

  /** Shows the search all rows, and all that were written since it was last shown them. */
  async show(search: Search): Promise<void> {
    for (const table of await this.tables()) {
      const rows = await this.query<{ row: string }>(`select one::text as row from ${table} one`);
      lookAt(search, isQueue(table) ? 'queue job' : 'table', table, rows);
    }
    await this.showWritten(search);
  }

  async showWritten(search: Search): Promise<void> {
    const rows = await this.query<{ at_table: string; row: string }>(
      'with taken as (delete from watched.written returning at_table, row) select at_table, row from taken',
    );
    const byTable = new Map<string, { row: string }[]>();
    for (const { at_table: table, row } of rows) {
      const written = byTable.get(table) ?? [];
      byTable.set(table, written);
      written.push({ row });
    }
    for (const [table, written] of byTable) lookAt(search, isQueue(table) ? 'queue job' : 'former row', table, written);
  }

  close(): Promise<void> {
    return this.client.end();
  }
}

const isQueue = (table: string): boolean => table.startsWith('queue.');

type RowPlace = 'table' | 'former row' | 'queue job';

function lookAt(search: Search, kind: RowPlace, table: string, rows: readonly { row: string }[]): void {
  const text = rows.map(({ row }) => row).join('\n');
  search.look({ kind, table }, text);
  for (const [, bytes = ''] of text.matchAll(/\\x([0-9a-f]{12,})/g))
    search.look({ kind, table }, Buffer.from(bytes, 'hex'));
}
