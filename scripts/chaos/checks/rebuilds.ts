import { catalogueOf, type CatalogueDocument } from '../../../libs/agreements/catalogue/catalogue.js';
import { rebuild as rebuildAgreements } from '../../../libs/agreements/rebuild.js';
import { rebuild as rebuildCasefile } from '../../../libs/casefile/rebuild.js';
import { Database } from '../../../libs/platform/persistence/database.js';
import { urlAs } from '../../../libs/platform/persistence/roles.js';
import type { Ask, Fault } from './fault.js';

/** What is compared, as one text per row; a state that lists sets is the same in any order. */
const tables: Record<string, string> = {
  'casefile.chain_event': '*',
  'casefile.feed': '*',
  'casefile.summary': '*',
  'casefile.part': '*',
  'casefile.party': '*',
  'casefile.case_record': '*',
  'agreements.fact': 'event_id, case_id, event',
  'agreements.clock': '*',
  'agreements.waiver': '*',
  'agreements.case_record': '*',
  'agreements.tally where running + met + met_late + breached + waived + lapsed > 0': '*',
  'agreements.duration where count > 0': '*',
};

async function dump(ask: Ask): Promise<Map<string, Set<string>>> {
  const found = new Map<string, Set<string>>();
  for (const [table, columns] of Object.entries(tables)) {
    const rows = await ask<{ row: string }>(
      `select to_jsonb(one)::text as row from (select ${columns} from ${table}) one`,
    );
    found.set(table, new Set(rows.map(({ row }) => row)));
  }
  return found;
}

const caseIn = (row: string): string | undefined => /"case_id": "([^"]+)"/.exec(row)?.[1];

function differences(before: Map<string, Set<string>>, after: Map<string, Set<string>>): Fault[] {
  return [...before].flatMap(([table, rows]) => {
    const now = after.get(table) ?? new Set<string>();
    const told = (row: string, words: string): Fault => {
      const caseId = caseIn(row);
      return { words: `${table}: ${words} ${row.slice(0, 2_000)}`, ...(caseId === undefined ? {} : { caseId }) };
    };
    return [
      ...[...rows].filter((row) => !now.has(row)).map((row) => told(row, 'a rebuild takes away')),
      ...[...now].filter((row) => !rows.has(row)).map((row) => told(row, 'a rebuild adds')),
    ];
  });
}

/** The case file and the agreements are what their rebuild from the events makes of them. */
export async function checkRebuilds(ask: Ask, databaseUrl: string, secret: string): Promise<Fault[]> {
  const before = await dump(ask);
  const casefile = await Database.connect({ schema: 'casefile', url: urlAs(databaseUrl, 'casefile', secret) });
  const agreements = await Database.connect({ schema: 'agreements', url: urlAs(databaseUrl, 'agreements', secret) });
  try {
    await rebuildCasefile(casefile);
    const loaded = await ask<{ document: CatalogueDocument }>(
      'select document from agreements.catalogue_document order by position',
    );
    const [clock] = await ask<{ now: Date }>('select now from access.clock');
    const catalogue = catalogueOf(loaded.map(({ document }) => document));
    await rebuildAgreements(agreements, catalogue, (clock?.now ?? new Date()).toISOString());
  } finally {
    await Promise.all([casefile.close(), agreements.close()]);
  }
  return differences(before, await dump(ask));
}
