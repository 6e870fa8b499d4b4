import type { CommandDefinition } from '../../platform/casework/case-context.js';
import { conflict, invalid } from '../../platform/casework/refusal.js';
import type { LodgeComplaintBody, WithdrawComplaintBody } from '../api/bodies.js';
import { hasComplaintOffence, isInForce, mayStillComplain, mayStillWithdraw } from '../complaints.js';
import { reportEvent } from '../events.js';
import { type PoliceCase, reportOf, victimsOn } from '../police-case.js';

/** Sr 64-66: the victim asks for prosecution of a complaint offence, within ninety days. */
export const lodgeComplaint: CommandDefinition<PoliceCase, LodgeComplaintBody> = {
  decide(state, part, { victim }, { occurredAt }) {
    const report = reportOf(state, part);
    if (!hasComplaintOffence(report)) {
      return conflict('no-complaint-offence', 'No offence of this report is prosecuted on complaint only.');
    }
    if (report.complaints.some((complaint) => complaint.victim === victim)) {
      return conflict('complaint-lodged-before', 'The victim lodged a complaint before.');
    }
    if (!mayStillComplain(state, occurredAt)) {
      return conflict('complaint-after-term', 'The ninety days to lodge a complaint have passed.');
    }
    if (!victimsOn(state, report).some(({ id }) => id === victim)) {
      return invalid('/victim', 'not-on-this-report', 'The victim is not the reporter or a witness of this report.');
    }
    report.complaints.push({ victim, lodgedAt: occurredAt });
    return [reportEvent('complaint.lodged', report, {}, victim)];
  },
};

/** Sr 67: within eight days after it was lodged. */
export const withdrawComplaint: CommandDefinition<PoliceCase, WithdrawComplaintBody> = {
  decide(state, part, { victim }, { occurredAt }) {
    const report = reportOf(state, part);
    const complaint = report.complaints.find((candidate) => candidate.victim === victim && isInForce(candidate));
    if (!complaint) return conflict('no-complaint-in-force', 'The victim has no complaint in force.');
    if (!mayStillWithdraw(complaint, occurredAt)) {
      return conflict('withdrawal-after-term', 'The eight days to withdraw the complaint have passed.');
    }
    if (occurredAt < complaint.lodgedAt) {
      return invalid('/occurredAt', 'before-the-complaint', 'Before the complaint was lodged.');
    }
    complaint.withdrawnAt = occurredAt;
    return [reportEvent('complaint.withdrawn', report, {}, victim)];
  },
};
