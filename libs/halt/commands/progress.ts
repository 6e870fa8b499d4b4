import { draft, type DraftEvent } from '../../platform/casework/case-context.js';
import { conflict, invalid, type Refusal } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import type {
  CompensationPaidBody,
  CompleteReferralBody,
  FailReferralBody,
  RecordProgressBody,
} from '../api/bodies.js';
import type { ClaimAmount, HaltAgreement, Progress, Referral } from '../case.js';
import { compensationConditionFromAge } from '../hours.js';
import { aboutReferral, onReferral } from '../referral-decision.js';

const amountOn = (amounts: readonly ClaimAmount[], claim: string): number =>
  amounts.filter((amount) => amount.claim === claim).reduce((sum, { amountCents }) => sum + amountCents, 0);

const isRecorded = ({ paid }: Progress, { claim, reference }: CompensationPaidBody): boolean =>
  paid.some((payment) => payment.claim === claim && payment.reference === reference);

function refusePayment(
  { compensation }: HaltAgreement,
  progress: Progress,
  payment: CompensationPaidBody | undefined,
): Refusal | undefined {
  if (!payment || isRecorded(progress, payment)) return undefined;
  if (!compensation.some(({ claim }) => claim === payment.claim)) {
    return invalid('/compensationPaid/claim', 'claim-not-agreed', 'The agreement does not compensate this claim.');
  }
  const total = amountOn(progress.paid, payment.claim) + payment.amountCents;
  return total > amountOn(compensation, payment.claim)
    ? invalid('/compensationPaid/amountCents', 'paid-over-agreed', 'Together this is more than was agreed.')
    : undefined;
}

/** Totals so far: they grow, and never beyond what was agreed. */
function refuseTotals(agreement: HaltAgreement, progress: Progress, input: RecordProgressBody): Refusal | undefined {
  const { hoursDone = progress.hoursDone } = input;
  if (hoursDone > agreement.hours) return invalid('/hoursDone', 'hours-over-agreed', 'More than the agreed hours.');
  if (hoursDone < progress.hoursDone) return invalid('/hoursDone', 'hours-lowered', 'Fewer than were done before.');
  const undone = (['apologyMade', 'conversationHeld'] as const).find((done) => progress[done] && input[done] === false);
  return undone && invalid(`/${undone}`, 'done-before', 'This was recorded as done before.');
}

/** Only what is new. */
const newsIn = (progress: Progress, input: RecordProgressBody) => {
  const { hoursDone, apologyMade, conversationHeld, compensationPaid } = input;
  return stated({
    hoursDone: hoursDone === progress.hoursDone ? undefined : hoursDone,
    apologyMade: apologyMade === true && !progress.apologyMade ? true : undefined,
    conversationHeld: conversationHeld === true && !progress.conversationHeld ? true : undefined,
    compensationPaid:
      compensationPaid && !isRecorded(progress, compensationPaid)
        ? {
            claim: compensationPaid.claim,
            amountCents: compensationPaid.amountCents,
            reference: compensationPaid.reference,
          }
        : undefined,
  });
};

/** What was recorded before changes nothing and makes no event. */
export const recordProgress = onReferral<RecordProgressBody>(({ strand, referral }, input): Refusal | DraftEvent[] => {
  const { agreement, progress } = referral;
  if (!agreement) return conflict('no-agreement', 'There is no agreement.');
  const refusal =
    refuseTotals(agreement, progress, input) ?? refusePayment(agreement, progress, input.compensationPaid);
  if (refusal) return refusal;
  const news = newsIn(progress, input);
  if (Object.keys(news).length === 0) return [];
  referral.progress = {
    hoursDone: news.hoursDone ?? progress.hoursDone,
    apologyMade: news.apologyMade ?? progress.apologyMade,
    conversationHeld: news.conversationHeld ?? progress.conversationHeld,
    paid: news.compensationPaid ? [...progress.paid, news.compensationPaid] : progress.paid,
  };
  return [draft('halt.progressed', aboutReferral(strand), news)];
});

/** What of the agreement is not done yet. */
export function obligationsLeft({ agreement, progress, facts }: Referral): string[] {
  if (!agreement) return ['agreement'];
  const { hours, apology, conversationWithVictim, compensation } = agreement;
  const isUnpaid = compensation.some(({ claim }) => amountOn(progress.paid, claim) < amountOn(compensation, claim));
  return [
    ...(progress.hoursDone < hours ? ['hours'] : []),
    ...(apology !== 'none' && !progress.apologyMade ? ['apology'] : []),
    ...((apology === 'conversation' || conversationWithVictim) && !progress.conversationHeld ? ['conversation'] : []),
    ...(isUnpaid && facts.age >= compensationConditionFromAge ? ['compensation'] : []),
  ];
}

/** Sr 77e(5): the right to prosecute lapses. */
export const completeReferral = onReferral<CompleteReferralBody>(({ strand, referral }) => {
  const left = obligationsLeft(referral);
  if (left.length > 0) return conflict('obligations-left', `Not done yet: ${left.join(', ')}.`);
  referral.state = 'completed';
  return [draft('halt.completed', aboutReferral(strand), { referrer: referral.facts.referrer })];
});

export const failReferral = onReferral<FailReferralBody>(({ strand, referral }, { reason }) => {
  referral.state = 'failed';
  referral.endReason = reason;
  return [draft('halt.returned', aboutReferral(strand), { to: referral.facts.referrer })];
});
