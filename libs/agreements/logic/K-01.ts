import { takingOf } from '../facts.js';
import type { AgreementLogic } from './logic.js';

/** K-01: three months (Sr 66) after the victim learned of it, for a report of a complaint offence. */
export const complaintOffence: AgreementLogic = {
  applies: (facts, { policeReport = '' }) => takingOf(facts, policeReport)?.complaintOffence ?? false,
  countsFrom: (_facts, _subject, event) =>
    event.type === 'police-report.taken' ? event.data.complaintCountsFrom : event.occurredAt,
};
