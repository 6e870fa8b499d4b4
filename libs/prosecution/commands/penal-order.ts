import { toInstant, type Instant } from '../../contract/index.js';
import { draft } from '../../platform/casework/case-context.js';
import { conflict, invalid } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import { endOfTerm } from '../../platform/terms/index.js';
import type { IssuePenalOrderBody, RecordObjectionBody, RecordPenalOrderFinalBody } from '../api/bodies.js';
import { amountsOf, keptNaming, namedFacts, refuseAwards, refuseNaming } from '../claims-in-decisions.js';
import { demandFacts, plainDemand, refuseDemand } from '../demand.js';
import { aboutFile, onFile, type AddressedFile } from '../file-decision.js';
import { refuseHours, refuseOverSixYears } from '../six-years.js';

/** Sv 257a(2)(a); for a juvenile Sr 77f(1)(b). */
const mostHours = { adult: 180, juvenile: 60 };

/** Within fourteen days after the suspect knew of it, else after its issue. */
const endOfObjectionTerm = (from: Instant): Instant => endOfTerm({ n: 14, unit: 'days' }, from).endsAt;

const refuseOrder = (at: AddressedFile, input: IssuePenalOrderBody) =>
  refuseOverSixYears(at.file) ??
  refuseHours(input.hours, at.file.age < 18 ? mostHours.juvenile : mostHours.adult) ??
  refuseDemand(input.demand, at.file.vptCode) ??
  refuseAwards(at, input.compensation ?? [], '/compensation') ??
  refuseNaming(at.state, input.claimsNamed, '/claimsNamed');

export const issuePenalOrder = onFile<IssuePenalOrderBody>((at, input, { occurredAt }) => {
  const refusal = refuseOrder(at, input);
  if (refusal) return refusal;
  const { fineCents, hours } = input;
  const terms = stated({ fineCents, hours, compensation: amountsOf(input.compensation) });
  at.file.penalOrder = { issuedAt: occurredAt, ...terms, demand: plainDemand(input.demand), ...keptNaming(input) };
  at.file.state = 'penal_order_issued';
  const facts = { ...terms, demand: demandFacts(input.demand), ...namedFacts(at.state, input) };
  return [draft('penal-order.issued', aboutFile(at.strand), facts)];
});

export const recordObjection = onFile<RecordObjectionBody>(({ strand, file }, input, { now, occurredAt }) => {
  const order = file.penalOrder;
  if (!order) return conflict('no-penal-order', 'There is no penal order to object to.');
  const knownAt = input.knownAt === undefined ? undefined : toInstant(new Date(input.knownAt));
  const isImpossible = knownAt !== undefined && (knownAt < order.issuedAt || knownAt > now);
  const termBegins = knownAt === undefined || isImpossible ? order.issuedAt : knownAt;
  if (occurredAt >= endOfObjectionTerm(termBegins)) {
    return conflict('objection-after-term', 'The fourteen days for an objection have passed.');
  }
  if (isImpossible) {
    return invalid('/knownAt', 'known-at-impossible', 'It cannot be known before it was issued, nor in the future.');
  }
  order.opposedAt = occurredAt;
  file.state = 'objection';
  return [draft('penal-order.opposed', aboutFile(strand), {})];
});

export const recordPenalOrderFinal = onFile<RecordPenalOrderFinalBody>(({ strand, file }, input, { occurredAt }) => {
  const order = file.penalOrder;
  if (!order) return conflict('no-penal-order', 'There is no penal order to become final.');
  if (!input.compliedWith && occurredAt < endOfObjectionTerm(order.issuedAt)) {
    return conflict('penal-order-not-final-yet', 'The fourteen days for an objection have not passed.');
  }
  order.compliedWith = input.compliedWith ?? false;
  file.state = 'penal_order_final';
  return [draft('penal-order.final', aboutFile(strand), {})];
});
