import type { EventData } from '../../contract/index.js';
import { ContextDriver, acting, person, type Given } from '../../platform/casework/testing/drive-context.js';
import { prosecutionRoutes } from '../api/routes.js';
import type { ProsecutionCase } from '../case.js';
import { prosecution } from '../prosecution.context.js';

export const suspect = '10000000-0000-4000-8000-000000000001';
export const otherSuspect = '10000000-0000-4000-8000-000000000002';
export const victim = '20000000-0000-4000-8000-000000000001';
export const otherVictim = '20000000-0000-4000-8000-000000000002';
export const claim = '30000000-0000-4000-8000-000000000001';
export const otherClaim = '30000000-0000-4000-8000-000000000002';
export const nobody = '99999999-0000-4000-8000-000000000009';

const officer = person('officer-van-justitie', 'AMS', 'public_prosecutor');
const liaison = person('liaison', 'AMS', 'om_liaison');
const elsewhere = person('liaison-elsewhere', 'ROT', 'om_liaison');

export const people = { officer, liaison, elsewhere };

export type Office = ContextDriver<ProsecutionCase>;

/** A case of which nothing has been heard. */
export const anOffice = (): Office => new ContextDriver(prosecution, prosecutionRoutes, [officer, liaison, elsewhere]);

export const sent: EventData<'file.sent-to-prosecution'> = {
  policeUnit: 'PL1300',
  prosecutorsOffice: 'AMS',
  haltOffice: 'HALT-PL1300',
  employer: 'stadsvervoer',
  offences: ['300'],
  offenceOn: '2014-03-02',
  vptCode: true,
  age: 30,
  juvenile: false,
};

export const sendFile = (office: Office, facts: Partial<typeof sent> = {}, strand = suspect, at = day(10)) =>
  office.hear('file.sent-to-prosecution', at, { ...sent, ...facts }, { strand });

/** At nine in the morning on that day of March 2014. */
export const day = (date: number): string => new Date(Date.UTC(2014, 2, date, 8)).toISOString();

export const aFile = (facts: Partial<typeof sent> = {}): Office => {
  const office = anOffice();
  sendFile(office, facts);
  return office;
};

export const openClaim = (office: Office, id = claim, party = victim, claimedCents = 100_000) =>
  office.hear(
    'claim.opened',
    day(3),
    { party, partyKind: 'victim', claimedCents, recoverer: 'stadsvervoer' },
    { claim: id },
  );

export const takeReport = (office: Office, facts: Partial<EventData<'police-report.taken'>> = {}) =>
  office.hear('police-report.taken', day(5), {
    party: victim,
    offences: ['300'],
    serious: false,
    vptCode: true,
    vptProposed: true,
    complaintOffence: false,
    complaintCountsFrom: day(3),
    domicile: 'employer',
    domicileChosenByVictim: false,
    damageAsked: true,
    joinderWish: 'yes',
    wantsInformation: true,
    damages: [],
    ...facts,
  });

/** Gives a command to the file of the suspect, on the eleventh unless said otherwise. */
export const give = (office: Office, command: string, body: object = {}, given: Partial<Given> = {}) =>
  office.give(command, { at: day(11), as: acting(officer), part: suspect, with: body, ...given });

export const demand = { guideline: { hours: 20 }, vptRisePercent: 200, demanded: { hours: 60 } };

export const bodies = {
  dismissFile: { groundCode: '02', kind: 'technical', reason: 'No other evidence.' },
  referToHalt: { suspect, offence: '350', damageCents: 1000, informedInWriting: true },
  offerTransaction: { amountCents: 5000, demand, claimsNamed: [] },
  recordTransactionFulfilled: {},
  recordTransactionLapsed: {},
  issuePenalOrder: { hours: 60, demand, claimsNamed: [] },
  recordObjection: {},
  recordPenalOrderFinal: { compliedWith: true },
  summon: { hearingAt: day(20), court: 'Rechtbank Amsterdam', demand, claimsNamed: [] },
  rescheduleHearing: { hearingAt: day(27), reason: 'A witness is away.' },
  recordJudgment: { verdict: 'convicted', sentence: { hours: 60 } },
  recordAppeal: {},
  recordJudgmentFinal: {},
  decideHaltConsent: { suspect, decision: 'given', reason: 'It fits.' },
  informVictim: { about: 'file.received', by: 'letter' },
  informEmployer: { about: 'file.received', by: 'phone' },
  assignHandler: { to: 'liaison' },
} as const;

/** How a file gets into each of its states from `received`. */
export const waysTo = {
  received: [],
  at_halt: ['referToHalt'],
  completed_at_halt: ['referToHalt', 'halt.completed'],
  dismissed: ['dismissFile'],
  transaction_offered: ['offerTransaction'],
  transaction_fulfilled: ['offerTransaction', 'recordTransactionFulfilled'],
  penal_order_issued: ['issuePenalOrder'],
  objection: ['issuePenalOrder', 'recordObjection'],
  penal_order_final: ['issuePenalOrder', 'recordPenalOrderFinal'],
  summoned: ['summon'],
  judged: ['summon', 'recordJudgment'],
  appealed: ['summon', 'recordJudgment', 'recordAppeal'],
  judgment_final: ['summon', 'recordJudgment', 'recordJudgmentFinal'],
} as const;

export function fileIn(state: keyof typeof waysTo): Office {
  const office = aFile();
  for (const step of waysTo[state]) {
    if (step === 'halt.completed') office.hear(step, day(11), { referrer: 'om' }, { strand: suspect });
    else give(office, step, bodies[step]);
  }
  return office;
}
