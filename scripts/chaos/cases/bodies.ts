import type { PartKind, Role } from '../../../libs/contract/index.js';
import { isObject, objectsIn, textOf, type JsonObject } from '../../scenario/json.js';
import type { Random } from '../random.js';
import { partsOf, personIn, victimsOf, type PlayedCase } from './case.js';
import { aVictim, damageLine } from './incident.js';

/** What a body is made of. */
export interface Circumstances {
  known: PlayedCase;
  kind: PartKind;
  part: string;
  person: string;
  /** The part, as whoever acts reads it. */
  content: JsonObject;
  now: number;
  random: Random;
}

/** Nothing where there is nothing to say now. */
type MakeBody = (circumstances: Circumstances) => JsonObject | undefined;

const day = 86_400_000;
const reason = 'as it was seen';
const dateOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);
const momentAfter = ({ now, random }: Circumstances, days: number): string =>
  new Date(now + random.whole(1, days) * day).toISOString();
const suspect = ({ known, random }: Circumstances): string | undefined =>
  known.registered.size > 0 ? random.pick([...known.registered]) : undefined;
/** What concerns a suspect waits until there is one. */
const aboutSuspect =
  (make: (circumstances: Circumstances, who: string) => JsonObject): MakeBody =>
  (circumstances) => {
    const who = suspect(circumstances);
    return who === undefined ? undefined : make(circumstances, who);
  };
const victim = ({ known, random }: Circumstances): string => random.pick(victimsOf(known));
const second = ({ random }: Circumstances): boolean => random.chance(0.3);

const claimIds = ({ known }: Circumstances): string[] => partsOf(known, 'claim').map(({ id }) => id);
const claimed = ({ random, ...others }: Circumstances): JsonObject[] =>
  claimIds({ random, ...others })
    .filter(() => random.chance(0.8))
    .map((claim) => ({ claim, amountCents: random.whole(10, 400) * 100 }));

function demand(circumstances: Circumstances): JsonObject {
  const claimsNamed = claimIds(circumstances);
  return {
    demand: { guideline: { hours: 40 }, vptRisePercent: 200, demanded: { hours: 120 } },
    claimsNamed,
    ...(claimsNamed.length === 0 ? { noClaimReason: 'nobody has damage' } : {}),
  };
}

const police: Record<string, MakeBody> = {
  acknowledgeReport: (all) => ({ appointmentAt: momentAfter(all, 5) }),
  requestUnderNumber: (all) => ({ victim: victim(all), reason }),
  decideUnderNumber: (all) => {
    const about = all.known.parts.get(`${all.kind} ${all.part}`)?.party;
    const wish = [...all.known.wishes].find((one) => about === undefined || about === one);
    const decision = all.random.chance(0.7) ? 'granted' : 'refused';
    const prosecutor = personIn('public_prosecutor', all.known, second(all));
    return wish === undefined ? undefined : { decision, victim: wish, reason, prosecutor };
  },
  refusePoliceReport: (all) => ({ ground: 'other', reason, agreedBy: personIn('assistant_prosecutor', all.known) }),
  takePoliceReport: ({ known, random }) => ({
    offences: [...known.incident.kind.offences],
    vptCode: true,
    vptReason: reason,
    weapon: random.chance(0.2),
    domicile: 'employer',
    damageAsked: true,
    joinderWish: random.pick(['yes', 'no', 'later']),
    wantsInformation: random.chance(0.8),
    complaintLodged: known.incident.kind.category === 'verbal' && random.chance(0.5),
    statement: 'It went as the report says.',
  }),
  registerSuspect: ({ known, now, random }) => {
    const { ref, youth } = random.pick(known.incident.suspects);
    const years = youth ? random.whole(13, 17) : random.whole(19, 60);
    return { ref: known.created.get(ref) ?? ref, birthDate: dateOf(now - Math.round((years + 0.3) * 365.25 * day)) };
  },
  interviewSuspect: aboutSuspect((all, who) => ({
    suspect: who,
    confessed: all.random.chance(0.9),
    consentsToHalt: true,
    parentConsents: true,
    earlierHalt: { count: 0 },
  })),
  arrestSuspect: aboutSuspect((_all, who) => ({ suspect: who })),
  releaseSuspect: aboutSuspect((_all, who) => ({ suspect: who, servedWith: 'none', reason })),
  consultProsecutor: aboutSuspect((all, who) => ({
    suspect: who,
    prosecutor: personIn('public_prosecutor', all.known, second(all)),
    advice: 'release with a summons',
  })),
  sendToProsecution: aboutSuspect((all, who) => ({ suspect: who, offences: [...all.known.incident.kind.offences] })),
  closeInvestigation: () => ({ ground: 'insufficient_evidence', reason }),
  withdrawPoliceReport: (all) => ({ reason, prosecutorGoesOn: all.random.chance(0.5) }),
  lodgeComplaint: (all) => ({ victim: victim(all) }),
  withdrawComplaint: (all) => ({ victim: victim(all) }),
  assessVictim: (all) => ({ victim: victim(all), needs: ['no confrontation'] }),
};

const halt: Record<string, MakeBody> = {
  referToHalt: aboutSuspect((all, who) => ({
    suspect: who,
    offence: all.known.incident.kind.offences[0],
    damageCents: all.random.whole(10, 1_000) * 100,
    informedInWriting: true,
  })),
  declineReferral: () => ({ reason }),
  failReferral: () => ({ reason }),
  inviteYouth: (all) => ({ appointmentAt: momentAfter(all, 10) }),
  signAgreement: (all) => ({
    hours: all.random.whole(2, 10),
    apology: 'letter',
    conversationWithVictim: false,
    compensation: claimed(all).slice(0, 1),
    youthConsents: true,
    parentConsents: true,
  }),
  recordProgress: ({ content, known, random }) => {
    const agreement = isObject(content.agreement) ? content.agreement : {};
    const [promised] = objectsIn(agreement.compensation);
    const paid = promised && { claim: promised.claim, amountCents: Number(promised.amountCents) };
    const reference = `H-${known.number}-${String(random.whole(1, 3))}`;
    return {
      hoursDone: random.whole(1, 5),
      apologyMade: true,
      ...(paid ? { compensationPaid: { ...paid, reference } } : {}),
    };
  },
};

const prosecution: Record<string, MakeBody> = {
  dismissFile: (all) => ({
    groundCode: '02',
    kind: 'technical',
    reason,
    ...(all.random.chance(0.5) ? { claims: claimIds(all) } : {}),
  }),
  offerTransaction: (all) => ({ amountCents: 60_000, compensation: claimed(all), ...demand(all) }),
  issuePenalOrder: (all) => ({ hours: 120, compensation: claimed(all), ...demand(all) }),
  recordPenalOrderFinal: (all) => ({ compliedWith: all.random.chance(0.7) }),
  summon: (all) => ({ hearingAt: momentAfter(all, 40), court: 'Rechtbank Nergenshuizen', ...demand(all) }),
  rescheduleHearing: (all) => ({ hearingAt: momentAfter(all, 60), reason }),
  recordJudgment: (all) =>
    all.random.chance(0.85)
      ? {
          verdict: 'convicted',
          sentence: { hours: 100 },
          violentOrSexual: all.random.chance(0.5),
          awards: claimed(all).map((award) => ({ ...award, jointly: all.random.chance(0.3), measure: true })),
        }
      : { verdict: 'acquitted' },
  decideHaltConsent: (all) => ({
    suspect: textOf(all.content.suspect) ?? '',
    decision: all.random.chance(0.8) ? 'given' : 'refused',
    reason,
  }),
};

/** Who owes on a claim, and how much; an insurer pays what anyone owes. */
function payer({ content, known, random }: Circumstances): { from: string; owedCents: number } {
  const money = isObject(content.money) ? content.money : {};
  const outstanding = Number(money.outstandingCents ?? 0);
  const awards = objectsIn(content.awards).filter((award) => Number(award.owedCents) > 0);
  if (awards.length > 0 && random.chance(0.8)) {
    const award = random.pick(awards);
    return { from: textOf(award.suspect) ?? '', owedCents: Number(award.owedCents) };
  }
  return random.chance(0.5)
    ? { from: 'insurer', owedCents: outstanding }
    : { from: random.pick([...known.registered, 'insurer']), owedCents: outstanding };
}

const recovery: Record<string, MakeBody> = {
  substantiateClaim: ({ random }) => ({ lines: [{ ...damageLine(random), evidence: 'receipt' }] }),
  chooseRoute: ({ random }) => ({ route: random.pick(['amicable', 'amicable', 'joined', 'civil']), reason }),
  recordAward: aboutSuspect((all, who) => ({
    amountCents: all.random.whole(50, 500) * 100,
    debtors: [who],
    jointly: false,
    by: all.random.pick(['court', 'agreement']),
  })),
  recordPayment: (all) => {
    const { known, now, random } = all;
    const { from, owedCents } = payer(all);
    if (owedCents === 0 && random.chance(0.95)) return undefined;
    const again = known.payments.length > 0 && random.chance(0.15);
    const reference = again ? random.pick(known.payments) : `P-${known.number}-${String((known.serial += 1))}`;
    if (!again) known.payments.push(reference);
    const amountCents = Math.max(1, Math.min(owedCents, random.whole(1, 400) * 100));
    return { from, amountCents, reference, receivedOn: dateOf(now) };
  },
  reversePayment: ({ content, random }) => {
    const standing = objectsIn(content.payments).filter(({ reversed }) => reversed !== true);
    return standing.length > 0 ? { reference: textOf(random.pick(standing).reference) ?? '', reason } : undefined;
  },
  writeOff: () => ({ reason }),
};

const employer: Record<string, MakeBody> = {
  supplementIncidentReport: ({ known, random }) => {
    // Whoever has a number may not be named any more: this is refused once the number is known.
    if (known.shielded.size > 0 && random.chance(0.7))
      return { text: `It was ${known.incident.victims[0]?.name ?? ''} who was there.` };
    const ref = `v${String(4 + (known.serial += 1))}`;
    return random.chance(0.4)
      ? {
          victims: [{ ...aVictim(random, ref), function: 'clerk', publicServant: false, knownToSuspect: false }],
          damages: [{ ref, lines: [damageLine(random)] }],
        }
      : { text: 'The door was repaired.' };
  },
  recordEmployerMeasure: ({ now }) => ({ kind: 'access_ban', from: dateOf(now) }),
  withdrawIncidentReport: () => ({ reason }),
};

const anywhere: Record<string, MakeBody> = {
  informVictim: () => ({ about: 'investigation.started', by: 'letter' }),
  informEmployer: () => ({ about: 'police-report.taken', by: 'phone' }),
  correctEvent: ({ known, part, person, now, random }) => {
    const own = known.done.filter((one) => one.part.id === part && one.person === person && one.events.length > 0);
    if (own.length === 0) return undefined;
    const event = random.pick(own).events[0]?.id ?? '';
    const happened = Math.max(known.openedAt, now - random.whole(1, 48) * 3_600_000);
    return { event, reason, occurredAt: new Date(happened).toISOString() };
  },
  assignHandler: ({ known, kind, random }) => ({ to: personIn(handlers[kind], known, random.chance(0.3)) }),
};

const handlers: Record<PartKind, Role> = {
  'incident-report': 'employer_contact',
  'police-report': 'police_officer',
  file: 'om_liaison',
  'halt-referral': 'halt_coordinator',
  claim: 'recovery_officer',
};

const all = { ...police, ...halt, ...prosecution, ...recovery, ...employer, ...anywhere };

/** Commands without a row are told without words; nothing where there is nothing to tell. */
export const bodyOf = (command: string, circumstances: Circumstances): JsonObject | undefined =>
  Object.hasOwn(all, command) ? all[command]?.(circumstances) : {};
