import type { EventData, LocalDate } from '../../../contract/index.js';
import { victimIdOf } from '../../shielding/identities.js';
import { type Refusal, invalid, isRefusal } from '../refusal.js';
import { stated } from '../stated.js';
import { type DamageRecord, type Damageable, addDamages } from './damages.js';
import { type DamageBody, type SuspectBody, type VictimBody, mostSuspects, mostVictims } from './incident-body.js';

type IncidentFacts = EventData<'incident-report.submitted'>['incident'];
export type VictimFacts = IncidentFacts['victims'][number];
export type SuspectFacts = IncidentFacts['suspects'][number];
export type DamageFacts = IncidentFacts['damages'][number];

/** A victim as every agency but the vault knows one: who it is went to the vault when it was told. */
export interface NamedVictim {
  id: string;
  ref: string;
  function: string;
  publicServant: boolean;
  knownToSuspect: boolean;
  /** Why this victim wants to report under number, if so. */
  underNumberReason?: string;
}

export interface NamedSuspect {
  id: string;
  ref: string;
  description: string;
  known: boolean;
}

export interface Involved extends Damageable {
  victims: NamedVictim[];
  suspects: NamedSuspect[];
  damages: DamageRecord[];
}

/** What a report or supplement can name. */
export interface InvolvedBody {
  victims?: VictimBody[];
  suspects?: SuspectBody[];
  damages?: DamageBody[];
}

interface Naming {
  today: LocalDate;
  newId(name: string): string;
}

export const nobodyInvolved = (employerParty: string): Involved => ({
  employerParty,
  victims: [],
  suspects: [],
  damages: [],
});

/** Those that the body adds to the known ones, with identifiers; refused where references clash or dangle. */
export function addedBy(body: InvolvedBody, known: Involved, naming: Naming): Involved | Refusal {
  const victims = (body.victims ?? []).map((victim) => namedVictim(victim, naming));
  const suspects = (body.suspects ?? []).map(({ ref, description, known: isKnown }): NamedSuspect => ({
    id: naming.newId(`suspect:${ref}`),
    ref,
    description,
    known: isKnown,
  }));
  const fault =
    clash('victims', victims, known.victims, mostVictims) ??
    clash('suspects', suspects, known.suspects, mostSuspects) ??
    unborn(body.victims ?? [], naming.today);
  if (fault) return fault;
  const all = { ...known, victims: [...known.victims, ...victims] };
  const damages = addDamages(body.damages ?? [], all, known.damages);
  if (isRefusal(damages)) return damages;
  return { employerParty: known.employerParty, victims, suspects, damages };
}

const namedVictim = (body: VictimBody, naming: Naming): NamedVictim =>
  stated({
    id: victimIdOf((name) => naming.newId(name), body.ref),
    ref: body.ref,
    function: body.function,
    publicServant: body.publicServant,
    knownToSuspect: body.knownToSuspect,
    underNumberReason: body.wantsReportUnderNumber?.reason,
  });

interface Named {
  id: string;
  ref: string;
}

function clash(field: string, added: readonly Named[], known: readonly Named[], most: number): Refusal | undefined {
  if (added.length + known.length > most) {
    return invalid(`/${field}`, `too-many-${field}`, `A case holds at most ${most} ${field}.`);
  }
  // The employer as injured party goes by this name.
  const taken = new Set(['employer', ...known.flatMap(({ id, ref }) => [id, ref])]);
  for (const [index, { ref }] of added.entries()) {
    if (taken.has(ref)) {
      return invalid(`/${field}/${index}/ref`, 'reference-taken', 'The reference is already in use.');
    }
    taken.add(ref);
  }
  return undefined;
}

function unborn(victims: readonly VictimBody[], today: LocalDate): Refusal | undefined {
  const index = victims.findIndex(({ birthDate }) => birthDate !== undefined && birthDate > today);
  return index < 0
    ? undefined
    : invalid(`/victims/${index}/birthDate`, 'birth-in-the-future', 'Nobody is born in the future.');
}

export const victimFacts = (victim: NamedVictim): VictimFacts => ({
  id: victim.id,
  publicServant: victim.publicServant,
  knownToSuspect: victim.knownToSuspect,
  wantsReportUnderNumber: victim.underNumberReason !== undefined,
});

export const suspectFacts = ({ id, known }: NamedSuspect): SuspectFacts => ({ id, known });

export const damageFacts = ({ party, partyKind, lines }: DamageRecord): DamageFacts => ({
  party,
  partyKind,
  lines: lines.map(({ kind, amountCents }) => ({ kind, amountCents })),
});

/** What the reporter called them, and what they are called here. */
export const referencesIn = ({ employerParty, victims, suspects }: Involved): Record<string, string> => ({
  employer: employerParty,
  ...Object.fromEntries([...victims, ...suspects].map(({ ref, id }) => [ref, id])),
});
