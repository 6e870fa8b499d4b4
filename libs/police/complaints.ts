import type { Instant } from '../contract/index.js';
import { complaintTerm, isComplaintOffence } from '../contract/law/offences.js';
import { endOfTerm } from '../platform/terms/index.js';
import { type Complaint, type PoliceCase, type PoliceReport, incidentOf } from './police-case.js';

/** Sr 66(1): from the day on which the victim learned of the offence. */
export const complaintCountsFrom = (state: PoliceCase): Instant => {
  const { learnedAt, incidentAt } = incidentOf(state);
  return learnedAt ?? incidentAt;
};

/** Sr 66(1) and 88: ninety days. */
export const mayStillComplain = (state: PoliceCase, at: Instant): boolean =>
  at < endOfTerm({ n: complaintTerm.days, unit: 'days' }, complaintCountsFrom(state)).endsAt;

/** Sr 67: eight days after it was lodged. */
export const mayStillWithdraw = (complaint: Complaint, at: Instant): boolean =>
  at < endOfTerm({ n: complaintTerm.withdrawalDays, unit: 'days' }, complaint.lodgedAt).endsAt;

export const isInForce = ({ withdrawnAt }: Complaint): boolean => withdrawnAt === undefined;

export const hasComplaintOffence = ({ taking }: PoliceReport): boolean =>
  taking?.offences.some(isComplaintOffence) ?? false;

/** Sr 64: a complaint offence for which no complaint is in force and none can be lodged any more. */
export const barredOffences = (state: PoliceCase, offences: readonly string[], at: Instant): string[] =>
  mayStillComplain(state, at)
    ? []
    : offences.filter((article) => isComplaintOffence(article) && !isComplainedOf(state, article));

const isComplainedOf = (state: PoliceCase, article: string): boolean =>
  state.reports.some(({ taking, complaints }) => taking?.offences.includes(article) && complaints.some(isInForce));
