import { draft } from '../../platform/casework/case-context.js';
import { stated } from '../../platform/casework/stated.js';
import type {
  OfferTransactionBody,
  RecordTransactionFulfilledBody,
  RecordTransactionLapsedBody,
} from '../api/bodies.js';
import { amountsOf, keptNaming, namedFacts, refuseAwards, refuseNaming } from '../claims-in-decisions.js';
import { demandFacts, plainDemand, refuseDemand } from '../demand.js';
import { aboutFile, onFile, type AddressedFile } from '../file-decision.js';
import { refuseHours, refuseOverSixYears } from '../six-years.js';

/** Sr 74: hours of community service as a condition of a transaction. */
const mostHours = 120;

const refuseOffer = (at: AddressedFile, input: OfferTransactionBody) =>
  refuseOverSixYears(at.file) ??
  refuseHours(input.hours, mostHours) ??
  refuseDemand(input.demand, at.file.vptCode) ??
  refuseAwards(at, input.compensation ?? [], '/compensation') ??
  refuseNaming(at.state, input.claimsNamed, '/claimsNamed');

export const offerTransaction = onFile<OfferTransactionBody>((at, input, { occurredAt }) => {
  const refusal = refuseOffer(at, input);
  if (refusal) return refusal;
  const { amountCents, hours } = input;
  const terms = stated({ amountCents, hours, compensation: amountsOf(input.compensation) });
  at.file.transaction = { offeredAt: occurredAt, ...terms, demand: plainDemand(input.demand), ...keptNaming(input) };
  at.file.state = 'transaction_offered';
  const facts = { ...terms, demand: demandFacts(input.demand), ...namedFacts(at.state, input) };
  return [draft('transaction.offered', aboutFile(at.strand), facts)];
});

export const recordTransactionFulfilled = onFile<RecordTransactionFulfilledBody>(({ strand, file }) => {
  file.state = 'transaction_fulfilled';
  const compensation = amountsOf(file.transaction?.compensation);
  return [draft('transaction.fulfilled', aboutFile(strand), { compensation })];
});

export const recordTransactionLapsed = onFile<RecordTransactionLapsedBody>(({ strand, file }) => {
  file.state = 'received';
  return [draft('transaction.lapsed', aboutFile(strand), {})];
});
