import type { CommandDefinition } from '../../platform/casework/case-context.js';
import { invalid } from '../../platform/casework/refusal.js';
import type { AssessVictimBody } from '../api/bodies.js';
import { reportEvent } from '../events.js';
import { type PoliceCase, reportOf, victimsOn } from '../police-case.js';

/** Besluit slachtoffers van strafbare feiten, art. 10: the victim's needs for protection. */
export const assessVictim: CommandDefinition<PoliceCase, AssessVictimBody> = {
  decide(state, part, { victim, needs }, { occurredAt }) {
    const report = reportOf(state, part);
    if (!victimsOn(state, report).some(({ id }) => id === victim)) {
      return invalid('/victim', 'not-on-this-report', 'The victim is not the reporter or a witness of this report.');
    }
    report.assessments.push({ victim, at: occurredAt, needs });
    return [reportEvent('victim.assessed', report, { needs: needs.length }, victim)];
  },
};
