import { CaseFileReader } from '../../libs/casefile/case-file.reader.js';
import type { CaseFilter } from '../../libs/casefile/case-list.js';
import type { Person } from '../../libs/platform/casework/case-context.js';
import { Desk } from '../../libs/platform/persistence/desk.js';
import { deskOf, urlAs } from '../../libs/platform/persistence/roles.js';
import type { Role } from '../../libs/contract/index.js';
import type { Pair } from '../figures.js';
import { organisations, populateCaseFile } from '../populations/case-file.js';
import { databaseWith, type Scale } from '../populations/scale.js';

const person = (role: Role, organisation: string): Person => ({
  id: `${role}@${organisation}`,
  organisation,
  roles: [role],
  designatedForHalt: false,
});

/** Those with few cases and those with many. */
const people = [
  person('employer_contact', organisations.smallEmployer),
  person('employer_contact', organisations.largeEmployer),
  person('police_liaison', organisations.police),
  person('public_prosecutor', organisations.prosecution),
  person('halt_coordinator', organisations.halt),
];

const filters: CaseFilter[] = [
  {},
  { municipality: '0107' },
  { category: 'threat' },
  { partKind: 'police-report', partState: 'received' },
  { openedFrom: '2022-01-01T00:00:00.000Z', openedUntil: '2022-07-01T00:00:00.000Z' },
];

const pageSize = 50;
const turns = 12;
const warmUpTurns = 2;

/** Every reading of one turn, with what it took. */
async function turn(reader: CaseFileReader): Promise<number[]> {
  const times: number[] = [];
  const timed = async <Found>(ask: () => Promise<Found>): Promise<Found> => {
    const begun = performance.now();
    const found = await ask();
    times.push(performance.now() - begun);
    return found;
  };
  for (const one of people) {
    for (const filter of filters) await timed(() => reader.casesFor(one, filter, undefined, pageSize));
    const first = await timed(() => reader.casesFor(one, {}, undefined, pageSize));
    await timed(() => reader.casesFor(one, {}, first.next, pageSize));
    const [shown] = first.items as { id: string }[];
    if (!shown) throw new Error(`${one.id} has no case`);
    const opened = await timed(() => reader.caseFor(shown.id, one));
    if (!opened) throw new Error(`${one.id} may not open a case of the own list`);
    await timed(() => reader.timelineFor(shown.id, one, undefined, pageSize));
    await timed(() => reader.feedFor(one, 0, pageSize));
  }
  return times;
}

const p99 = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? NaN;

/**
 * Milliseconds (p99) for a page of the list of cases, plain, further on and by each filter, for a case file, its
 * timeline and a page of the feed: with many cases (ours) and with few (the floor), one turn of each after the other.
 */
export async function listAtScale(scale: Scale): Promise<Pair> {
  const times: Record<'few' | 'many', number[]> = { few: [], many: [] };
  const desks = { few: await deskWith(scale, scale.few), many: await deskWith(scale, scale.many) };
  try {
    for (let done = 0; done < warmUpTurns + turns; done += 1) {
      for (const size of ['few', 'many'] as const) {
        const taken = await turn(new CaseFileReader(desks[size]));
        if (done >= warmUpTurns) times[size].push(...taken);
      }
    }
  } finally {
    await Promise.all([desks.few.close(), desks.many.close()]);
  }
  return { ours: p99(times.many), floor: p99(times.few) };
}

async function deskWith(scale: Scale, cases: number): Promise<Desk> {
  const url = await databaseWith(scale, `cases_${String(cases)}`, (pool) => populateCaseFile(pool, cases));
  return Desk.connect({ schema: 'casefile', url: urlAs(url, deskOf('casefile'), scale.secret), poolSize: 1 });
}
