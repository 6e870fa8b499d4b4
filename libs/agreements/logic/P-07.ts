import { eventsOf, takenReports } from '../facts.js';
import type { AgreementLogic } from './logic.js';

/** P-07: in a serious case the prosecutor was consulted on this suspect before the release. */
export const prosecutorConsulted: AgreementLogic = {
  applies: (facts) => [...takenReports(facts).values()].some((taken) => taken.serious),
  requires: (facts, subject, event) =>
    eventsOf(facts, 'prosecutor.consulted').some(
      (consulted) => consulted.about.strand === subject.strand && consulted.occurredAt <= event.occurredAt,
    ),
};
