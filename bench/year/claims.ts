import type { Random } from '../../scripts/chaos/random.js';
import { ofYear } from './figures.js';
import { claimedCents } from './prosecution.js';
import type { Days, Step } from './step.js';

const reason = 'it is paid without a judge';

const at = (day: number, command: string, of: string, body: Step['body']): Step => ({
  day,
  role: 'recovery_officer',
  command,
  kind: 'claim',
  of,
  body,
});

export const substantiating = (day: number, of: string): Step =>
  at(day, 'substantiateClaim', of, () => ({
    lines: [{ kind: 'material', description: 'what was broken', amountCents: claimedCents, evidence: 'receipt' }],
  }));

/** What was awarded comes in, mostly whole. */
export function paying(days: Days, of: string, suspect: string, random: Random): Step[] {
  const whole = random.chance(ofYear('fullyPaid'));
  const parts = whole ? [claimedCents / 3, (claimedCents / 3) * 2] : [claimedCents / 3];
  return parts.map((amountCents, index) =>
    at(days.after(30), 'recordPayment', of, ({ ids, today }) => ({
      from: ids[suspect] ?? '',
      amountCents,
      reference: `${ids[of] ?? ''}-${String(index)}`,
      receivedOn: today(),
    })),
  );
}

/** Without the police, or with nobody to convict: the employer asks, and somebody pays a part. */
export const amicably = (days: Days, of: string): Step[] => [
  at(days.after(5), 'chooseRoute', of, () => ({ route: 'amicable', reason })),
  at(days.after(30), 'recordPayment', of, ({ ids, today }) => ({
    from: 'insurer',
    amountCents: claimedCents / 2,
    reference: `${ids[of] ?? ''}-insurer`,
    receivedOn: today(),
  })),
];
