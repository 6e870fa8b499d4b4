import type { JsonObject } from '../../scripts/scenario/json.js';
import type { Role } from '../../libs/contract/index.js';
import type { Random } from '../../scripts/chaos/random.js';
import { ofYear } from './figures.js';
import type { Plan } from './plan.js';
import { type Days, type Known, nothing, type Step } from './step.js';

const reason = 'as it was seen';
export const claimedCents = 30_000;

/** How the prosecutor ends a file: whether somebody owes for the damage, and the steps there. */
export interface Ending {
  steps: Step[];
  awarded: boolean;
}

export function prosecutionSteps(plan: Plan, days: Days, suspect: string, random: Random): Ending {
  const decided = days.after(random.whole(7, 28));
  const told = random.chance(ofYear('toldInTime'));
  const at = atOf(suspect);
  const draw = random.next();
  if (draw < ofYear('dismissed')) {
    const dismissal = at(decided, 'public_prosecutor', 'dismissFile', () => ({
      groundCode: '02',
      kind: 'technical',
      reason,
    }));
    return { steps: [dismissal, ...telling(suspect, decided, 'file.dismissed', told)], awarded: false };
  }
  if (draw < ofYear('dismissed') + ofYear('heavy')) return summoned(plan, days, suspect, random, told);
  const byOrder = draw < ofYear('dismissed') + ofYear('heavy') + ofYear('penalOrder');
  const [command, about, final] = byOrder
    ? ['issuePenalOrder', 'penal-order.issued', 'recordPenalOrderFinal']
    : ['offerTransaction', 'transaction.offered', 'recordTransactionFulfilled'];
  const decision = at(decided, 'public_prosecutor', command, (known) => ({
    ...(byOrder ? { fineCents: 90_000 } : { amountCents: 90_000 }),
    compensation: compensation(plan, known),
    demand: fine,
    ...claimsNamed(plan, known),
  }));
  const done = at(days.after(21), 'om_liaison', final);
  return { steps: [decision, ...telling(suspect, decided, about, told), done], awarded: true };
}

function summoned(plan: Plan, days: Days, suspect: string, random: Random, told: boolean): Ending {
  const at = atOf(suspect);
  const summons = days.after(0);
  const untilHearing = random.whole(30, 70);
  const judged = days.after(untilHearing);
  const acquitted = random.chance(ofYear('acquitted'));
  const steps = [
    at(summons, 'public_prosecutor', 'summon', (known) => ({
      hearingAt: known.in(untilHearing - 10),
      court: 'Rechtbank Nergenshuizen',
      demand: hours,
      ...claimsNamed(plan, known),
    })),
    ...telling(suspect, summons, 'summons.issued', told),
    at(judged, 'om_liaison', 'recordJudgment', (known) =>
      acquitted ? { verdict: 'acquitted' } : conviction(plan, known),
    ),
    ...telling(suspect, judged, 'judgment.given', told),
    at(days.after(15), 'om_liaison', 'recordJudgmentFinal'),
  ];
  return { steps, awarded: !acquitted };
}

const fine = { guideline: { fineCents: 30_000 }, vptRisePercent: 200, demanded: { fineCents: 90_000 } };
const hours = { guideline: { hours: 40 }, vptRisePercent: 200, demanded: { hours: 120 } };

const claimsNamed = ({ damaged }: Plan, { claimOf }: Known): JsonObject => ({
  claimsNamed: damaged.map(claimOf),
  ...(damaged.length === 0 ? { noClaimReason: 'nobody has damage' } : {}),
});

const compensation = ({ damaged }: Plan, { claimOf }: Known): JsonObject[] =>
  damaged.map((victim) => ({ claim: claimOf(victim), amountCents: claimedCents }));

const conviction = (plan: Plan, known: Known): JsonObject => ({
  verdict: 'convicted',
  sentence: { hours: 100 },
  violentOrSexual: plan.category === 'physical',
  awards: compensation(plan, known).map((award) => ({ ...award, jointly: false, measure: true })),
});

const atOf =
  (suspect: string) =>
  (day: number, role: Role, command: string, body: Step['body'] = nothing): Step => ({
    day,
    role,
    command,
    kind: 'file',
    of: suspect,
    body,
  });

function telling(suspect: string, decided: number, about: string, told: boolean): Step[] {
  if (!told) return [];
  const at = atOf(suspect);
  return [
    at(decided + 3, 'victim_desk', 'informVictim', ({ ids }) => ({ about, by: 'letter', suspect: ids[suspect] ?? '' })),
    at(decided + 5, 'om_liaison', 'informEmployer', () => ({ about, by: 'letter' })),
  ];
}
