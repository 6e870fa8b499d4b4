import type { CommandDefinition } from '../../platform/casework/case-context.js';
import { invalid } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import type { RecordEmployerMeasureBody } from '../api/bodies.js';
import { reportEvent } from '../events.js';
import { type EmployerCase, reportOf } from '../incident-report.js';

/** Measure 5 of the programme: the employer reacts to the perpetrator itself. */
export const recordEmployerMeasure: CommandDefinition<EmployerCase, RecordEmployerMeasureBody> = {
  decide(state, _part, { kind, from, until, suspect }, { occurredAt }) {
    const report = reportOf(state);
    if (from !== undefined && until !== undefined && until < from) {
      return invalid('/until', 'ends-before-it-begins', 'A measure does not end before it begins.');
    }
    if (suspect !== undefined && !report.involved.suspects.some(({ id }) => id === suspect)) {
      return invalid('/suspect', 'unknown-suspect', 'No suspect of this incident report.');
    }
    const measure = stated({ kind, from, until, suspect });
    report.measures.push({ ...measure, at: occurredAt });
    return [reportEvent('employer-measure.recorded', state, measure)];
  },
};
