import { correctEvent, eventTypes, policy, seenBy, type PartKind } from '../../libs/contract/index.js';
import { isCreation } from './body.js';
import { textOf } from './json.js';
import { partsMeant } from './offer.js';
import { listed, type RefusalKind, type Scenario, type Step } from './scenario.js';

/** What a set of scenarios reaches. */
export interface Coverage {
  /** `part/command` that was accepted. */
  accepted: Set<string>;
  /** `part/command kind`. */
  refused: Set<string>;
  /** Event types that some reader is expected to see. */
  events: Set<string>;
}

const commandsOf = (part: PartKind): string[] => Object.keys(policy[part]);

/** The part that a step is aimed at, by the same rule by which it is sent. */
export function partOf(step: Step, saves: ReadonlyMap<string, PartKind | undefined> = new Map()): PartKind | undefined {
  const command = step.do!;
  if (command === correctEvent) return saves.get(textOf(step.with?.event) ?? '');
  if (isCreation(command)) return command === 'registerWalkIn' ? 'police-report' : 'incident-report';
  const role = step.as!.split('@')[0]!;
  return partsMeant(step.on ?? 'report', role).find((part) => commandsOf(part).includes(command));
}

export function coverageOf(scenarios: readonly Scenario[]): Coverage {
  const coverage: Coverage = { accepted: new Set(), refused: new Set(), events: new Set() };
  for (const { step, saves } of scenarios.flatMap(withSaves)) {
    if (step.do) {
      const name = `${partOf(step, saves)}/${step.do}`;
      if (step.refused) coverage.refused.add(`${name} ${step.refused}`);
      else coverage.accepted.add(name);
    }
    for (const { types = [], includes = [] } of listed(step.expect?.timeline))
      [...types, ...includes].forEach((type) => coverage.events.add(type));
    for (const types of Object.values(step.expect?.notified ?? {})) types.forEach((type) => coverage.events.add(type));
  }
  return coverage;
}

/** The steps with the parts that those before saved events of. */
function withSaves({ steps }: Scenario): { step: Step; saves: ReadonlyMap<string, PartKind | undefined> }[] {
  const saves = new Map<string, PartKind | undefined>();
  return steps.map((step) => {
    if (step.save) saves.set(step.save, partOf(step, saves));
    return { step, saves };
  });
}

/** Every command at every part that offers it. */
export const allCommands = (): string[] =>
  (Object.keys(policy) as PartKind[]).flatMap((part) => commandsOf(part).map((command) => `${part}/${command}`));

/** Every event that any party may see: the others are told to the case file only. */
export const allVisibleEvents = (): string[] => eventTypes.filter((type) => seenBy(type).length > 0);

/** What may be given in every state, and so is never in conflict with it. */
const inEveryState = new Set([
  'incident-report/submitIncidentReport',
  'police-report/registerWalkIn',
  'police-report/assignHandler',
  'file/assignHandler',
  'file/informVictim',
  'file/informEmployer',
  'halt-referral/assignHandler',
  'claim/assignHandler',
]);

/** chain.md, "Refused how", and recovery.md: what is refused by a rule rather than by the state. */
const refusedByRule: readonly [string, RefusalKind][] = [
  ['incident-report/submitIncidentReport', 'invalid'],
  ['police-report/acknowledgeReport', 'invalid'],
  ['police-report/takePoliceReport', 'invalid'],
  ['police-report/refusePoliceReport', 'invalid'],
  ['police-report/decideUnderNumber', 'invalid'],
  ['police-report/sendToProsecution', 'invalid'],
  ['police-report/closeInvestigation', 'invalid'],
  ['police-report/withdrawPoliceReport', 'invalid'],
  ['file/dismissFile', 'invalid'],
  ['file/offerTransaction', 'invalid'],
  ['file/issuePenalOrder', 'invalid'],
  ['file/summon', 'invalid'],
  ['file/recordJudgment', 'invalid'],
  ['file/decideHaltConsent', 'invalid'],
  ['halt-referral/signAgreement', 'invalid'],
  ['halt-referral/declineReferral', 'invalid'],
  ['halt-referral/failReferral', 'invalid'],
  ['claim/substantiateClaim', 'invalid'],
  ['claim/recordAward', 'invalid'],
  ['claim/recordPayment', 'invalid'],
  ['claim/writeOff', 'invalid'],
  ['claim/writeOff', 'forbidden'],
];

/** `part/command kind`, and per part that outsiders and wrong roles are refused by some command. */
export function refusalsNeeded(): string[] {
  const byState = allCommands()
    .filter((name) => !inEveryState.has(name))
    .map((name) => `${name} conflict`);
  return [...byState, ...refusedByRule.map(([name, kind]) => `${name} ${kind}`)];
}

export const wallsNeeded = (): string[] =>
  (Object.keys(policy) as PartKind[]).flatMap((part) => [`${part} not-found`, `${part} forbidden`]);

export const wallsOf = ({ refused }: Coverage): Set<string> =>
  new Set([...refused].map((name) => `${name.split('/')[0]} ${name.split(' ')[1]}`));

export const missing = (needed: readonly string[], reached: ReadonlySet<string>): string[] =>
  needed.filter((name) => !reached.has(name));
