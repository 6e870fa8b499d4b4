import { eventsOf, type CaseFacts, type Fact } from '../facts.js';
import type { AgreementLogic } from './logic.js';

/** The judgment that became final: the last one given on the strand before. */
const judgmentBefore = (facts: CaseFacts, final: Fact) =>
  eventsOf(facts, 'judgment.given').findLast(
    (judgment) => judgment.about.strand === final.about.strand && judgment.occurredAt <= final.occurredAt,
  );

/** a compensation measure was imposed for a natural person. */
export const measureImposed: AgreementLogic = {
  applies: (facts, { claim }) =>
    eventsOf(facts, 'claim.opened').some(
      (opened) => opened.about.claim === claim && opened.data.partyKind === 'victim',
    ),
  begins: (facts, { claim }, event) =>
    judgmentBefore(facts, event)?.data.awards.some((award) => award.claim === claim && award.measure) ?? false,
  keptBefore: (facts, { claim }, event) =>
    eventsOf(facts, 'claim.settled').some(
      (settled) => settled.about.claim === claim && settled.occurredAt <= event.occurredAt,
    ),
};
