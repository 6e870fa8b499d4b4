import type { EventData } from '../../contract/index.js';
import { RecoveryDesk, employerParty, incident, line, s1, s2, victim } from './recovery-desk.js';

const sent: EventData<'file.sent-to-prosecution'> = {
  policeUnit: 'PL1300',
  prosecutorsOffice: 'AMS',
  haltOffice: 'HALT-PL1300',
  employer: 'stadsvervoer',
  offences: ['285'],
  offenceOn: '2014-03-02',
  vptCode: true,
  age: 30,
  juvenile: false,
};

const demand: EventData<'summons.issued'>['demand'] = {
  guideline: { hours: 40 },
  vptRisePercent: 200,
  demanded: { hours: 120 },
  reasonGiven: false,
  againstGuideline: 'equal',
};

export const register = (desk: RecoveryDesk, strand: string, age = 30) =>
  desk.onStrand('suspect.registered', strand, { age, juvenile: age < 18 });

export const send = (desk: RecoveryDesk, strand: string) => desk.onStrand('file.sent-to-prosecution', strand, sent);

export const dismiss = (desk: RecoveryDesk, strand: string) =>
  desk.onStrand('file.dismissed', strand, { kind: 'technical', groundCode: '02' });

export const summon = (desk: RecoveryDesk, strand: string, claimsNamed: string[] = []) =>
  desk.onStrand('summons.issued', strand, {
    hearingAt: '2014-05-20T07:30:00.000Z',
    fastTrack: false,
    demand,
    claimsNamed,
    claimsWished: claimsNamed,
    noClaimReasonGiven: false,
  });

export const judge = (
  desk: RecoveryDesk,
  strand: string,
  awards: { claim: string; amountCents: number; jointly?: boolean; measure?: boolean }[],
  change: Partial<EventData<'judgment.given'>> = {},
) =>
  desk.onStrand('judgment.given', strand, {
    verdict: 'convicted',
    instance: 'first',
    violentOrSexual: true,
    claimsNamed: [],
    awards: awards.map((award) => ({ jointly: false, measure: true, ...award })),
    ...change,
  });

export const penalOrder = (
  desk: RecoveryDesk,
  strand: string,
  compensation: { claim: string; amountCents: number }[],
) =>
  desk.onStrand('penal-order.issued', strand, {
    compensation,
    demand,
    claimsNamed: [],
    claimsWished: [],
    noClaimReasonGiven: false,
  });

export const referToHalt = (desk: RecoveryDesk, strand: string, referrer: 'police' | 'om' = 'police') =>
  desk.onStrand('suspect.referred-to-halt', strand, {
    referrer,
    haltOffice: 'HALT-PL1300',
    policeUnit: 'PL1300',
    prosecutorsOffice: 'AMS',
    offence: '350',
    offenceOn: '2014-03-02',
    age: 16,
    vptCode: true,
    informedInWriting: true,
    designatedOfficer: true,
  });

export const signAtHalt = (
  desk: RecoveryDesk,
  strand: string,
  compensation: { claim: string; amountCents: number }[],
) =>
  desk.onStrand('halt-agreement.signed', strand, {
    hours: 12,
    apology: 'letter',
    conversationWithVictim: false,
    compensation,
  });

export const payAtHalt = (
  desk: RecoveryDesk,
  strand: string,
  compensationPaid: NonNullable<EventData<'halt.progressed'>['compensationPaid']>,
) => desk.onStrand('halt.progressed', strand, { compensationPaid });

/** A victim's claim of so much and one of the employer, two suspects registered. */
export function reported(amountCents = 125_000): RecoveryDesk {
  const desk = new RecoveryDesk();
  const damages = [
    { party: victim, lines: [line(amountCents)] },
    { party: employerParty, lines: [line(amountCents)] },
  ];
  desk.hears('incident-report.submitted', { policeUnit: 'PL1300', incident: incident(damages) });
  register(desk, s1);
  register(desk, s2);
  return desk;
}

export const lines = (amountCents: number) => ({
  lines: [{ kind: 'material', description: 'telephone', amountCents }],
});

export function substantiated(amountCents = 125_000): RecoveryDesk {
  const desk = reported(amountCents);
  desk.does('substantiateClaim', victim, lines(amountCents));
  desk.does('substantiateClaim', employerParty, lines(amountCents));
  return desk;
}

export function pursued(route: string, amountCents = 125_000): RecoveryDesk {
  const desk = substantiated(amountCents);
  desk.does('chooseRoute', victim, { route });
  desk.does('chooseRoute', employerParty, { route });
  return desk;
}

let paymentNumber = 0;

export const pay = (desk: RecoveryDesk, from: string, amountCents: number, change: object = {}, party = victim) =>
  desk.does('recordPayment', party, {
    from,
    amountCents,
    reference: `P-${(paymentNumber += 1)}`,
    receivedOn: desk.now.slice(0, 10),
    ...change,
  });

/** Judged and final at that moment, with a measure for the victim. */
export function judgedFinal(
  amountCents: number,
  finalAt: string,
  violentOrSexual: boolean,
  claimed = amountCents,
): RecoveryDesk {
  const desk = substantiated(claimed);
  send(desk, s1);
  summon(desk, s1, [desk.claim(victim)]);
  desk.onStrand('strand.closed', s2, {});
  desk.at(finalAt);
  judge(desk, s1, [{ claim: desk.claim(victim), amountCents }], { violentOrSexual });
  desk.onStrand('judgment.final', s1, {});
  return desk;
}
