import {
  partyKindOfRole,
  readers,
  roles,
  type PartKind,
  type PartyKind,
  type Role,
} from '../../libs/contract/index.js';
import type { Person } from '../../libs/platform/casework/case-context.js';
import type { PoliceCase } from '../../libs/police/police-case.js';
import { suspectViewFor } from '../../libs/police/suspect-view.js';
import { victimOf, type VaultCase } from '../../libs/vault/vault-case.js';
import { roleToRead } from '../../libs/vault/who-may-read.js';
import { mayCommand } from '../../libs/contract/policy.js';
import type { Canary } from './canary.js';
import type { KeptRows } from './kept-rows.js';
import type { WatchedSystem } from './play.js';
import { addressWithoutIdentifiers, type Finding, type Place } from './search.js';

/** A case as it stood when its pages were turned. */
interface CaseTurned {
  scenario: string;
  /** On the clock of the system, in milliseconds. */
  at: number;
  vault: VaultCase | undefined;
  police: PoliceCase | undefined;
}

interface Asked {
  path: string;
  role: Role;
  organisation: string;
  found: CaseTurned;
}

/** Where a canary of this kind may be, besides being nowhere. */
interface Expected {
  tables: readonly string[];
  /** Tables where it may have been, and is no more. */
  formerRows: readonly string[];
  /** By the address of the page: who may find it there. */
  pages: Record<string, (asked: Asked) => boolean>;
}

type Whose = Canary['kind'] | 'victim told of in a text that may stand' | 'victim told of until a number was asked for';

const textsOfEmployer = ['employer.case_record', 'employer.entry'];
const textsPassed = ['vault.entry', 'vault.hit'];
const suspectsOfPolice = ['police.case_record', 'police.entry'];

const revelations = (asked: Asked): boolean => mayGive('readRevealed', asked) && isParty(asked, ['om']);
/** Who a victim is: on the page that says so, and in what was revealed. */
const identity: Expected['pages'] = {
  '/v1/cases/{}/identities/{}': mayReadIdentity,
  '/v1/police-reports/{}/revelations': revelations,
  '/v1/police-reports/{}/revelations/{}': revelations,
};
const whoPasses = (asked: Asked): boolean => mayGive('passGuard', asked) && isParty(asked, ['police']);
/** What the guard holds back, for who decides about it. */
const heldTexts: Expected['pages'] = { '/v1/police-reports/{}/guard-hits': whoPasses };
/** Why it is no name here, and the text that therefore stands. */
const passedTexts: Expected['pages'] = {
  '/v1/police-reports/{}/guard-passes': whoPasses,
  '/v1/police-reports/{}/guard-passes/{}': whoPasses,
};
const ofReport = (asked: Asked): boolean => mayRead('incident-report', asked) && isParty(asked, ['employer', 'police']);
const ofPoliceReport = (asked: Asked): boolean => mayRead('police-report', asked) && isParty(asked, ['police', 'om']);

export const expectedPlaces: Record<Whose, Expected> = {
  victim: { tables: [], formerRows: [], pages: identity },
  suspect: {
    tables: suspectsOfPolice,
    formerRows: suspectsOfPolice,
    pages: {
      '/v1/cases/{}/suspects/{}': mayReadSuspect,
      '/v1/police-reports/{}': ofPoliceReport,
      '/v1/police-reports/{}/suspects': ofPoliceReport,
      '/v1/police-reports/{}/suspects/{}': ofPoliceReport,
    },
  },
  'victim told of in a text that may stand': {
    tables: [...textsOfEmployer, ...textsPassed],
    formerRows: [...textsOfEmployer, ...textsPassed],
    pages: {
      ...identity,
      ...heldTexts,
      ...passedTexts,
      '/v1/incident-reports/{}': ofReport,
      '/v1/incident-reports/{}/supplements': ofReport,
      '/v1/incident-reports/{}/supplements/{}': ofReport,
    },
  },
  'victim told of until a number was asked for': {
    tables: [],
    formerRows: textsOfEmployer,
    pages: { ...identity, ...heldTexts },
  },
};

const whose = ({ kind, toldInText }: Canary): Whose =>
  toldInText === 'open'
    ? 'victim told of in a text that may stand'
    : toldInText === 'asked'
      ? 'victim told of until a number was asked for'
      : kind;

/** The cases whose pages were turned, and where what is found in them may be. */
export class CasesTurned {
  private readonly byIdentifier = new Map<string, CaseTurned[]>();

  readonly numbers: string[] = [];
  /** Of the cases whose pages everybody turned. */
  readonly numbersTurned: string[] = [];

  get identifiers(): string[] {
    return [...this.byIdentifier.keys()];
  }

  async add(
    { rows, chain }: WatchedSystem,
    scenario: string,
    cases: readonly string[],
    isTurned: boolean,
  ): Promise<void> {
    for (const id of cases) {
      const [{ number } = { number: '' }] = await rows.query<{ number: string }>(
        'select case_number as number from vault.case_record where case_id = $1',
        [id],
      );
      this.numbers.push(number);
      if (isTurned) this.numbersTurned.push(number);
      const turned = {
        scenario,
        at: chain.time,
        vault: await stateOf<VaultCase>(rows, 'vault', id),
        police: await stateOf<PoliceCase>(rows, 'police', id),
      };
      const parts = await rows.query<{ id: string }>('select id from police.part where case_id = $1', [id]);
      for (const identifier of [id, ...parts.map((part) => part.id)]) this.remember(identifier, turned);
    }
  }

  private remember(identifier: string, turned: CaseTurned): void {
    this.byIdentifier.set(identifier, [...(this.byIdentifier.get(identifier) ?? []), turned]);
  }

  isExpected({ canary, place }: Finding): boolean {
    const expected = expectedPlaces[whose(canary)];
    if (place.kind === 'table') return expected.tables.includes(place.table);
    if (place.kind === 'former row') return expected.formerRows.includes(place.table);
    return place.kind === 'answer' && this.mayBeTold(expected, canary, place);
  }

  private mayBeTold(expected: Expected, canary: Canary, place: Place & { kind: 'answer' }): boolean {
    const address = addressWithoutIdentifiers(place.path);
    const mayFind = Object.hasOwn(expected.pages, address) ? expected.pages[address] : undefined;
    const [, first = ''] = /([0-9a-f]{8}-[0-9a-f-]{27})/.exec(place.path) ?? [];
    const [, roleName, organisation = ''] = /^([^@]+)@([^#]+)/.exec(place.reader ?? '') ?? [];
    const role = roles.find((one) => one === roleName);
    const turns = this.byIdentifier.get(first) ?? [];
    const found = turns.findLast(({ at }) => at <= place.at) ?? turns[0];
    if (!mayFind || !role || found?.scenario !== canary.scenario || place.status >= 300) return false;
    return mayFind({ path: place.path, role, organisation, found });
  }
}

async function stateOf<State>(rows: KeptRows, schema: 'vault' | 'police', id: string): Promise<State | undefined> {
  const [row] = await rows.query<{ state: State }>(`select state from ${schema}.case_record where case_id = $1`, [id]);
  return row?.state;
}

const mayGive = (command: string, { role }: Asked): boolean => mayCommand('police-report', command, role);
const mayRead = (part: PartKind, { role }: Asked): boolean => readers[part].includes(role);

function isParty({ role, organisation, found }: Asked, kinds: readonly PartyKind[]): boolean {
  const kind = partyKindOfRole[role];
  const { unit, office, employer } = found.vault ?? {};
  const parties: Partial<Record<PartyKind, string | undefined>> = { police: unit, om: office, employer };
  return kind !== undefined && kinds.includes(kind) && parties[kind] === organisation;
}

const personOf = ({ role, organisation }: Asked): Person => ({
  id: `${role}@${organisation}`,
  organisation,
  roles: [role],
  designatedForHalt: false,
});

function mayReadIdentity(asked: Asked): boolean {
  const { vault } = asked.found;
  const victim = vault && victimOf(vault, lastIdentifier(asked.path));
  return vault !== undefined && victim !== undefined && roleToRead(vault, victim, personOf(asked)) !== undefined;
}

function mayReadSuspect(asked: Asked): boolean {
  const { police } = asked.found;
  return police !== undefined && suspectViewFor(police, lastIdentifier(asked.path), personOf(asked)) !== undefined;
}

const lastIdentifier = (path: string): string => path.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g)?.at(-1) ?? '';
