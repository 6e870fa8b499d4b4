import type { EventData } from '../../contract/index.js';
import { ContextDriver, acting, person, type Given } from '../../platform/casework/testing/drive-context.js';
import { haltRoutes } from '../api/routes.js';
import type { HaltCase } from '../case.js';
import { halt } from '../halt.context.js';

export const suspect = '10000000-0000-4000-8000-000000000001';
export const otherSuspect = '10000000-0000-4000-8000-000000000002';
export const victim = '20000000-0000-4000-8000-000000000001';
export const claim = '30000000-0000-4000-8000-000000000001';
export const otherClaim = '30000000-0000-4000-8000-000000000002';

const coordinator = person('coordinator', 'HALT-PL2300', 'halt_coordinator');
const colleague = person('colleague', 'HALT-PL2300', 'halt_coordinator');
const elsewhere = person('elsewhere', 'HALT-PL1700', 'halt_coordinator');

export type Office = ContextDriver<HaltCase>;

export const anOffice = (): Office => new ContextDriver(halt, haltRoutes, [coordinator, colleague, elsewhere]);

export type Facts = EventData<'suspect.referred-to-halt'>;

/** Eligible: fifteen years old, damaged something of 320 euro, admits it, never at Halt before. */
export const eligible: Facts = {
  referrer: 'police',
  employer: 'scholengroep',
  haltOffice: 'HALT-PL2300',
  policeUnit: 'PL2300',
  prosecutorsOffice: 'LIM',
  offence: '350',
  offenceOn: '2014-02-03',
  age: 15,
  vptCode: true,
  interview: { confessed: true, consentsToHalt: true, parentConsents: true, earlierHalt: { count: 0 } },
  damageCents: 32_000,
  informedInWriting: true,
  designatedOfficer: true,
};

/** At ten in the morning on that day of February 2014. */
export const day = (date: number): string => new Date(Date.UTC(2014, 1, date, 9)).toISOString();

export const refer = (office: Office, facts: Partial<Facts> = {}, strand = suspect, at = day(10)) =>
  office.hear('suspect.referred-to-halt', at, { ...eligible, ...facts }, { strand });

export const referred = (facts: Partial<Facts> = {}): Office => {
  const office = anOffice();
  refer(office, facts);
  return office;
};

export const openClaim = (office: Office, id = claim, claimedCents = 100_000) =>
  office.hear('claim.opened', day(4), { party: victim, partyKind: 'victim', claimedCents }, { claim: id });

export const give = (office: Office, command: string, body: object = {}, given: Partial<Given> = {}) =>
  office.give(command, { at: day(11), as: acting(coordinator), part: suspect, with: body, ...given });

export const bodies = {
  assignHandler: { to: 'colleague' },
  requestConsent: {},
  acceptReferral: {},
  declineReferral: { reason: 'Moved abroad.' },
  inviteYouth: { appointmentAt: day(20) },
  signAgreement: {
    hours: 9,
    apology: 'letter',
    conversationWithVictim: false,
    youthConsents: true,
    parentConsents: true,
  },
  recordProgress: { hoursDone: 9, apologyMade: true },
  completeReferral: {},
  failReferral: { reason: 'Did not come.' },
} as const;

/** How a referral gets into each of its states from `received`. */
export const waysTo = {
  received: [],
  awaiting_consent: ['requestConsent'],
  accepted: ['acceptReferral'],
  invited: ['acceptReferral', 'inviteYouth'],
  in_progress: ['acceptReferral', 'inviteYouth', 'signAgreement'],
  completed: ['acceptReferral', 'inviteYouth', 'signAgreement', 'recordProgress', 'completeReferral'],
  declined: ['declineReferral'],
  failed: ['acceptReferral', 'failReferral'],
} as const;

export function referralIn(state: keyof typeof waysTo, facts: Partial<Facts> = {}): Office {
  const office = referred({ ...(state === 'awaiting_consent' ? { offence: '266' } : {}), ...facts });
  for (const step of waysTo[state]) give(office, step, bodies[step]);
  return office;
}

/** An agreement in progress with these terms instead of the usual ones. */
export function agreed(terms: object, facts: Partial<Facts> = {}): Office {
  const office = referralIn('invited', facts);
  openClaim(office);
  const outcome = give(office, 'signAgreement', { ...bodies.signAgreement, ...terms });
  if (!Array.isArray(outcome)) throw new Error(outcome.detail);
  return office;
}
