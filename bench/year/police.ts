import type { Random } from '../../scripts/chaos/random.js';
import type { Plan } from './plan.js';
import { type Days, nothing, type Step } from './step.js';

const statement = 'It went as the report says.';
const reason = 'as it was seen';

/** What the police do with the reports of a case before anything is known of suspects. */
export function policeSteps(plan: Plan, days: Days, random: Random): Step[] {
  const received = days.after(random.whole(0, 2));
  if (plan.end === 'withdrawn') return [withdrawal(received)];
  const acknowledged = plan.victims.map((of) => officer(received, 'acknowledgeReport', of));
  if (plan.end === 'refused') return [...acknowledged, ...plan.victims.map((of) => refusal(days.after(1), of))];
  const number = plan.underNumber ? [decisionOnNumber(days.after(1), plan.underNumber)] : [];
  const taken = days.after(random.whole(0, 4));
  const started = days.after(random.whole(1, 7));
  return [
    ...acknowledged,
    ...number,
    ...plan.victims.map((of) => taking(taken, of, plan)),
    ...plan.victims.map((of) => officer(started, 'startInvestigation', of)),
  ];
}

/** Nobody is found, or nothing can be proved. */
export function closing(plan: Plan, days: Days, told: boolean): Step[] {
  const closed = days.after(20);
  const ground = plan.suspects.length > 0 ? 'insufficient_evidence' : 'no_suspect';
  return plan.victims.flatMap((of) => [
    officer(closed, 'closeInvestigation', of, () => ({ ground, reason })),
    ...(told ? [officer(closed + 5, 'informVictim', of, () => ({ about: 'investigation.closed', by: 'letter' }))] : []),
  ]);
}

/** From when a suspect is known until another agency has them. */
export function suspectSteps(plan: Plan, days: Days, suspect: string, youth: boolean): Step[] {
  const [of = 'v1'] = plan.victims;
  const known = days.after(2);
  return [
    officer(known, 'registerSuspect', of, ({ ids }) => ({
      ref: ids[suspect] ?? suspect,
      birthDate: youth ? '1998-02-11' : '1984-06-14',
    })),
    officer(known, 'interviewSuspect', of, ({ ids }) => ({
      suspect: ids[suspect] ?? '',
      confessed: true,
      ...(youth ? { consentsToHalt: true, parentConsents: true, earlierHalt: { count: 0 } } : {}),
    })),
  ];
}

export const sending = (plan: Plan, days: Days, suspect: string): Step =>
  officer(days.after(5), 'sendToProsecution', plan.victims[0] ?? 'v1', ({ ids }) => ({
    suspect: ids[suspect] ?? '',
    offences: [...plan.offences],
  }));

export const referring = (plan: Plan, days: Days, suspect: string): Step =>
  officer(days.after(5), 'referToHalt', plan.victims[0] ?? 'v1', ({ ids }) => ({
    suspect: ids[suspect] ?? '',
    offence: plan.offences[0] ?? '',
    damageCents: 20_000,
    informedInWriting: true,
  }));

export const toldEmployer = (day: number, of: string): Step => ({
  ...officer(day, 'informEmployer', of, () => ({ about: 'police-report.taken', by: 'phone' })),
  role: 'police_liaison',
});

const officer = (day: number, command: string, of: string, body: Step['body'] = nothing): Step => ({
  day,
  role: 'police_officer',
  command,
  kind: 'police-report',
  of,
  body,
});

const withdrawal = (day: number): Step => ({
  day,
  role: 'employer_contact',
  command: 'withdrawIncidentReport',
  kind: 'incident-report',
  of: 'report',
  body: () => ({ reason }),
});

const refusal = (day: number, of: string): Step =>
  officer(day, 'refusePoliceReport', of, ({ person }) => ({
    ground: 'not_an_offence',
    reason,
    agreedBy: person('assistant_prosecutor'),
  }));

const decisionOnNumber = (day: number, decision: 'granted' | 'refused'): Step => ({
  ...officer(day, 'decideUnderNumber', 'v1', ({ person }) => ({
    decision,
    reason,
    prosecutor: person('public_prosecutor'),
  })),
  role: 'assistant_prosecutor',
});

const taking = (day: number, of: string, plan: Plan): Step =>
  officer(day, 'takePoliceReport', of, () => ({
    offences: [...plan.offences],
    vptCode: true,
    vptReason: reason,
    ...(plan.category === 'verbal' ? { complaintLodged: true } : {}),
    domicile: 'employer',
    damageAsked: true,
    joinderWish: plan.damaged.length > 0 ? 'yes' : 'no',
    wantsInformation: true,
    statement,
  }));
