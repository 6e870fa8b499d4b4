import { eventsOf, type CaseFacts, type Fact } from '../facts.js';
import type { AgreementLogic } from './logic.js';

/** The reports that a submission brought to the police. */
const receivedFrom = (facts: CaseFacts, submission: Fact) =>
  eventsOf(facts, 'police-report.received').filter(
    (received) => !received.data.walkIn && received.data.submittedAt === submission.occurredAt,
  );

/** C-03: a submission begins a clock for each report that it brought to the police, or for itself until it did. */
export const reachesThePolice: AgreementLogic = {
  begins: (facts, { policeReport }, event) => {
    const received = receivedFrom(facts, event);
    return policeReport === undefined
      ? received.length === 0
      : received.some((one) => one.about.policeReport === policeReport);
  },
};
