import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { contexts, producers } from '../libs/contract/index.js';
import { startChain, type TestChain } from './chain.js';
import { freshDatabase, type TestDatabase } from './database.js';
import { eventually } from './eventually.js';
import { incident } from './incident.js';
import { holdTable } from './hold-table.js';
import { scrape, type Scraped } from './scrape.js';

let database: TestDatabase;
let chain: TestChain;

const contact = 'employer_contact@measured';

beforeAll(async () => {
  database = await freshDatabase();
  chain = await startChain(database, { MEASURE_EVERY_MS: '50' });
  await chain.setClock('2014-03-03T09:00:00+01:00');
  await chain.register('measured');
}, 60_000);

afterAll(async () => {
  await chain.close();
  await database.drop();
});

const holds: { letGo(): Promise<void> }[] = [];

afterEach(async () => {
  for (const held of holds.splice(0)) await held.letGo();
});

const hold = async (...of: [table: string, mode?: 'access exclusive']): Promise<{ letGo(): Promise<void> }> => {
  const held = await holdTable(database, ...of);
  holds.push(held);
  return held;
};

const measured = (expectations: (scraped: Scraped) => void): Promise<void> =>
  eventually(async () => {
    expectations(await scrape(chain.url));
  });

const submit = (): Promise<unknown> => chain.done(contact, '/v1/incident-reports', incident());

describe('what waits is measured', () => {
  it('for every context, and under its name only', async () => {
    const sorted = (names: readonly string[]): string[] => [...names].sort();
    await measured((scraped) => {
      for (const name of ['chain_outbox_events', 'chain_outbox_age_seconds'])
        expect([...(scraped.get(name)?.keys() ?? [])].sort()).toEqual(sorted(producers));
      for (const name of ['queue_bags', 'queue_letters', 'queue_age_seconds', 'letters_waiting', 'letters_parked'])
        expect([...(scraped.get(`chain_${name}`)?.keys() ?? [])].sort()).toEqual(sorted(contexts));
      for (const [name, context] of [
        ['chain_terms_open', 'agreements'],
        ['chain_terms_overdue', 'agreements'],
        ['chain_access_entries_unsealed', 'audit'],
        ['chain_vault_deposits', 'vault'],
      ] as const)
        expect([...(scraped.get(name)?.keys() ?? [])]).toEqual([context]);
    });
  });

  it('without a label that could tell of a case, an organisation or a person', async () => {
    await submit();
    await chain.quiet();
    const text = await (await fetch(`${chain.url}/metrics`)).text();
    const labels = [...text.matchAll(/^chain_\w+\{([^}]*)\}/gm)].flatMap(([, found = '']) =>
      found.split(',').map((label) => label.split('=')[0]),
    );
    expect([...new Set(labels)].sort()).toEqual(['context', 'le', 'method', 'route', 'status']);
    expect(text).not.toMatch(/measured|VPT-|[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  it('in the queue of who does not take it in, with its age, and goes back to nothing', async () => {
    const held = await hold('casefile.case_record');
    for (let n = 0; n < 4; n += 1) await submit();
    await measured((scraped) => {
      expect(scraped.get('chain_queue_letters')?.get('casefile')).toBeGreaterThanOrEqual(4);
      expect(scraped.get('chain_queue_bags')?.get('casefile')).toBeGreaterThan(0);
    });
    await held.letGo();
    await chain.quiet();
    await measured((scraped) => {
      for (const name of ['chain_queue_letters', 'chain_queue_bags', 'chain_queue_age_seconds'])
        expect(scraped.get(name)?.get('casefile')).toBe(0);
    });
  });

  it('in the outbox of who cannot hand it over, with its age', async () => {
    // The relay marks what it hands over; a case begins without touching what is there.
    await database.query(
      `create function employer.stop() returns trigger language plpgsql as
       $$ begin raise 'not now' using errcode = '55P03'; end $$`,
    );
    await database.query(
      'create trigger stop before update on employer.event for each row execute function employer.stop()',
    );
    await submit();
    await measured((scraped) => {
      expect(scraped.get('chain_outbox_events')?.get('employer')).toBe(1);
      expect(scraped.get('chain_outbox_age_seconds')?.get('employer')).toBeGreaterThan(0);
    });
    await database.query('drop function employer.stop cascade');
    await measured((scraped) => {
      expect(scraped.get('chain_outbox_events')?.get('employer')).toBe(0);
      expect(scraped.get('chain_outbox_age_seconds')?.get('employer')).toBe(0);
    });
  });

  it('at who cannot handle it: parked, and what waits behind', async () => {
    const [first] = await database.query<{ case_id: string }>(
      `insert into employer.event (id, case_id, envelope, addressees, numbers, after)
       select gen_random_uuid(), case_id, envelope || jsonb_build_object(
                'id', gen_random_uuid(), 'type', 'incident-report.withdrawn', 'data', '{"bad": 1}'::jsonb),
              array['police'], numbers || jsonb_build_object('police', n), after
       from (select * from employer.event order by position limit 1) one, generate_series(2, 3) n
       returning case_id`,
    );
    expect(first).toBeDefined();
    await measured((scraped) => {
      expect(scraped.get('chain_letters_parked')?.get('police')).toBe(1);
      expect(scraped.get('chain_letters_waiting')?.get('police')).toBe(1);
    });
  });

  it('of terms: those that run, and those that ran out', async () => {
    const [open, overdue] = await termsInDatabase();
    expect(open).toBeGreaterThan(0);
    await measured((scraped) => {
      expect(scraped.get('chain_terms_open')?.get('agreements')).toBe(open);
      expect(scraped.get('chain_terms_overdue')?.get('agreements')).toBe(overdue);
    });
    await chain.setClock('2014-06-03T09:00:00+02:00');
    await measured((scraped) => {
      expect(scraped.get('chain_terms_overdue')?.get('agreements')).toBeGreaterThan(overdue);
    });
    const [, later] = await termsInDatabase();
    await measured((scraped) => {
      expect(scraped.get('chain_terms_overdue')?.get('agreements')).toBe(later);
    });
  });

  const termsInDatabase = async (): Promise<[number, number]> => {
    const [row] = await database.query<{ open: number; overdue: number }>(
      `select count(*) filter (where outcome in ('running', 'due_soon'))::integer as open,
              count(*) filter (where outcome = 'breached')::integer as overdue
       from agreements.clock where not informational`,
    );
    return [row?.open ?? NaN, row?.overdue ?? NaN];
  };

  it('of the access log: what is entered and not sealed', async () => {
    const held = await hold('audit.seal');
    await chain.get(contact, '/v1/cases');
    await measured((scraped) => {
      expect(scraped.get('chain_access_entries_unsealed')?.get('audit')).toBeGreaterThan(0);
    });
    await held.letGo();
    await measured((scraped) => {
      expect(scraped.get('chain_access_entries_unsealed')?.get('audit')).toBe(0);
    });
  });

  it("of the vault's letterbox, as long as the vault does not come to it", async () => {
    const held = await hold('vault.case_record');
    await submit();
    await measured((scraped) => {
      expect(scraped.get('chain_vault_deposits')?.get('vault')).toBe(1);
    });
    await held.letGo();
    await measured((scraped) => {
      expect(scraped.get('chain_vault_deposits')?.get('vault')).toBe(0);
    });
  });

  it('by the timer, not because somebody looks: who scrapes is answered while a question hangs', async () => {
    const held = await hold('agreements.tally', 'access exclusive');
    await eventually(async () => expect(await asking()).toBe(1));
    const scrapes = await Promise.all(Array.from({ length: 50 }, () => scrape(chain.url)));
    for (const scraped of scrapes) expect(scraped.get('chain_terms_overdue')?.get('agreements')).toBeGreaterThan(0);
    expect(await asking()).toBe(1);
    await held.letGo();
  });

  /** How many sessions wait with the question about terms. */
  const asking = async (): Promise<number> => {
    const rows = await database.query(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
         and query like '%agreements.tally%' and pid <> pg_backend_pid()`,
    );
    return rows.length;
  };
});
