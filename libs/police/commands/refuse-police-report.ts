import type { CommandContext, CommandDefinition } from '../../platform/casework/case-context.js';
import { invalid } from '../../platform/casework/refusal.js';
import type { RefusePoliceReportBody } from '../api/bodies.js';
import { reportEvent } from '../events.js';
import { type PoliceCase, reportOf } from '../police-case.js';
import { closeStrands } from '../strands.js';

/** Agreement P-03: only with the agreement of an assistant prosecutor who is not the officer. */
export const refusePoliceReport: CommandDefinition<PoliceCase, RefusePoliceReportBody> = {
  persons: ({ agreedBy }) => [agreedBy],
  decide(state, part, { ground, reason, agreedBy }, context) {
    if (!mayAgree(agreedBy, context)) {
      return invalid(
        '/agreedBy',
        'not-another-assistant-prosecutor',
        'Another person, an assistant prosecutor, agrees.',
      );
    }
    const report = reportOf(state, part);
    report.state = 'refused';
    report.refusal = { ground, reason, agreedBy };
    return [
      reportEvent('police-report.refused', report, {
        ground,
        agreedByRole: 'assistant_prosecutor',
        agreedByAnother: true,
      }),
      ...closeStrands(state, report),
    ];
  },
};

function mayAgree(id: string, { actor, person }: CommandContext): boolean {
  const agreeing = person(id);
  return (
    agreeing !== undefined &&
    agreeing.id !== actor.id &&
    agreeing.organisation === actor.organisation &&
    agreeing.roles.includes('assistant_prosecutor')
  );
}
