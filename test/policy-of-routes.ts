import type { PartKind, PartyKind, Role } from '../libs/contract/index.js';
import { commandsByRole, partsKnownTo } from '../libs/contract/testing/policy-by-hand.js';

/** Who asks: in one role, for an organisation that is party to the case in these qualities. */
export interface Asker {
  role: Role;
  as: readonly PartyKind[];
}

export type Method = 'get' | 'post' | 'put';

interface Operation {
  'x-part'?: string;
  'x-command'?: string;
}

export type PathItem = Partial<Record<Method, Operation>>;

type Expected = (asker: Asker) => number;

/** No command has this field, so whoever may give it gets no further than the form, and nothing happens. */
export const noBody = { colour: 'red' };
const mayButNotSo = 422;

/**
 * What a route of the API document answers to whom, written out once more, apart from the policy. A route that is not
 * here has no answer that was thought of.
 */
export function expectedOf(method: Method, path: string, paths: Record<string, PathItem>): Expected {
  const special = routes[`${method} ${path}`];
  if (special) return special;
  const { 'x-command': command, 'x-part': kind } = paths[path.replace('/{entry}', '')]?.post ?? {};
  const part = Object.keys(commandsByRole).find((one): one is PartKind => one === kind);
  if (!command || !part) throw new Error(`who may ${method} ${path}?`);
  // One entry is asked for that was never made.
  if (method === 'get') return whoReads(part, readersOf(part, command), path.endsWith('/{entry}') ? 404 : 200);
  return path.includes('{id}') ? onPart(part, command) : beginning(part, command);
}

const may = (part: PartKind, command: string, role: Role): boolean =>
  commandsByRole[part][role]?.includes(command) ?? false;
const knows = (part: PartKind, { as }: Asker): boolean => as.some((kind) => partsKnownTo[kind].includes(part));

const onPart =
  (part: PartKind, command: string): Expected =>
  (asker) => {
    if (!knows(part, asker)) return 404;
    return may(part, command, asker.role) ? mayButNotSo : 403;
  };

const beginning =
  (part: PartKind, command: string): Expected =>
  ({ role }) =>
    may(part, command, role) ? mayButNotSo : 403;

const whoReads =
  (part: PartKind, readers: readonly Role[], answer: number): Expected =>
  (asker) => {
    if (!knows(part, asker)) return 404;
    return readers.includes(asker.role) ? answer : 403;
  };

const police: Role[] = ['police_officer', 'police_liaison', 'assistant_prosecutor'];
const prosecution: Role[] = ['public_prosecutor', 'om_liaison', 'victim_desk'];
const liaisons: Role[] = ['police_liaison', 'om_liaison', 'halt_coordinator', 'recovery_officer'];

/** Who reads a part whole at its owner; the others who know of it read its state in the case file. */
const readsWhole: Record<PartKind, Role[]> = {
  'incident-report': ['employer_contact', ...police],
  'police-report': [...police, ...prosecution],
  file: prosecution,
  'halt-referral': ['halt_coordinator', 'police_officer', 'police_liaison', 'public_prosecutor', 'om_liaison'],
  claim: ['recovery_officer', 'employer_contact'],
};

/** What the vault did is read back by who may have it done. */
const readsBack: Record<string, Role[]> = {
  requestReveal: ['victim_desk', 'public_prosecutor'],
  approveReveal: ['victim_desk', 'public_prosecutor'],
  readRevealed: ['victim_desk', 'public_prosecutor'],
  liftAnonymity: ['public_prosecutor'],
  redactText: ['assistant_prosecutor'],
  passGuard: ['assistant_prosecutor'],
};

const readersOf = (part: PartKind, command: string): readonly Role[] => readsBack[command] ?? readsWhole[part];

const everybody: Expected = () => 200;
const only =
  (roles: readonly Role[], answer: number): Expected =>
  ({ role }) =>
    roles.includes(role) ? answer : 403;
const ofTheCase =
  (roles: readonly Role[], answer = 200, others = 404): Expected =>
  ({ role, as }) => {
    if (as.length === 0 || role === 'machine' || role === 'auditor') return 404;
    return roles.includes(role) ? answer : others;
  };
const party: Expected = ({ role, as }) => (as.length > 0 && role !== 'machine' ? 200 : 404);
const parties: Role[] = [...police, ...prosecution, 'employer_contact', 'halt_coordinator', 'recovery_officer'];

const routes: Record<string, Expected> = {
  'get /v1/incident-reports/{id}': whoReads('incident-report', readsWhole['incident-report'], 200),
  'get /v1/police-reports/{id}': whoReads('police-report', readsWhole['police-report'], 200),
  'get /v1/files/{id}': whoReads('file', readsWhole.file, 200),
  'get /v1/halt-referrals/{id}': whoReads('halt-referral', readsWhole['halt-referral'], 200),
  'get /v1/claims/{id}': whoReads('claim', readsWhole.claim, 200),

  'get /v1/cases': everybody,
  'get /v1/events': everybody,
  'get /v1/cases/{id}': party,
  'get /v1/cases/{id}/events': party,
  // The strand is at Halt.
  'get /v1/cases/{case}/suspects/{id}': ofTheCase([...police, ...prosecution, 'halt_coordinator']),

  // The victim reports under number: those who know that there is a victim are told no more than that.
  'get /v1/cases/{case}/identities/{id}': ({ role, as }) => {
    const knowing: Role[] = ['employer_contact', ...police, ...prosecution];
    return as.length > 0 && knowing.includes(role) ? 403 : 404;
  },
  'get /v1/numbers/{number}': ({ role, as }) => {
    if (role !== 'victim_desk' && role !== 'public_prosecutor') return 403;
    return as.length > 0 ? 200 : 404;
  },
  'get /v1/police-reports/{id}/guard-hits': whoReads('police-report', ['assistant_prosecutor'], 200),

  'get /v1/agreements': everybody,
  'get /v1/cases/{id}/agreements': ofTheCase(parties),
  'get /v1/worklist': only(liaisons, 200),
  'get /v1/compliance-figures': only([...liaisons, 'analyst', 'region_lead'], 200),
  'post /v1/agreement-sets': only(['administrator'], mayButNotSo),
  'get /v1/agreement-subjects/{id}/waivers': ofTheCase(parties.filter((role) => role !== 'employer_contact')),
  'post /v1/agreement-subjects/{id}/waivers': ofTheCase(liaisons, mayButNotSo, 403),
  // Nothing was set aside.
  'get /v1/agreement-subjects/{id}/waivers/{entry}': () => 404,

  'get /v1/access-entries': only(['auditor'], 200),
  'post /v1/access-searches': only(['auditor'], mayButNotSo),

  'get /v1/organisations/{code}': everybody,
  'put /v1/organisations/{code}': only(['administrator'], mayButNotSo),
  'get /v1/openapi.json': everybody,
  'get /v1/problem-types': everybody,
  'get /v1/problem-types/{type}': everybody,
};
