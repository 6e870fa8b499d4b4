import type { CommandDefinition } from '../../platform/casework/case-context.js';
import { invalid } from '../../platform/casework/refusal.js';
import type { AssignHandlerBody } from '../api/bodies.js';
import { reportEvent } from '../events.js';
import { type PoliceCase, reportOf } from '../police-case.js';

/** The named contact functionary of the report: one of the own people. */
export const assignHandler: CommandDefinition<PoliceCase, AssignHandlerBody> = {
  persons: ({ to }) => [to],
  decide(state, part, { to }, context) {
    if (context.person(to)?.organisation !== context.actor.organisation) {
      return invalid('/to', 'not-of-this-organisation', 'The handler is a person of the own organisation.');
    }
    const report = reportOf(state, part);
    report.handler = to;
    return [reportEvent('handler.assigned', report, { handler: to })];
  },
};
