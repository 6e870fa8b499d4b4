import type { CommandDefinition } from '../../platform/casework/case-context.js';
import { addedBy, damageFacts, suspectFacts, victimFacts } from '../../platform/casework/incident/involved.js';
import { invalid, isRefusal } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import { localDate } from '../../platform/terms/index.js';
import type { SupplementIncidentReportBody } from '../api/bodies.js';
import { reportEvent } from '../events.js';
import { type EmployerCase, reportOf } from '../incident-report.js';

/** More became known: a text, people, damage. */
export const supplementIncidentReport: CommandDefinition<EmployerCase, SupplementIncidentReportBody> = {
  decide(state, _part, body, context) {
    if (addsNothing(body))
      return invalid('', 'nothing-added', 'A supplement adds a text, victims, suspects or damages.');
    const report = reportOf(state);
    const added = addedBy(body, report.involved, {
      today: localDate(context.now),
      newId: (name) => context.newId(name),
    });
    if (isRefusal(added)) return added;
    report.involved.victims.push(...added.victims);
    report.involved.suspects.push(...added.suspects);
    report.involved.damages.push(...added.damages);
    report.supplements.push(
      stated({
        at: context.occurredAt,
        text: body.text,
        victims: added.victims.map(({ id }) => id),
        suspects: added.suspects.map(({ id }) => id),
        damagedParties: added.damages.map(({ party }) => party),
      }),
    );
    return [
      reportEvent('incident-report.supplemented', state, {
        textAdded: body.text !== undefined,
        victims: added.victims.map(victimFacts),
        suspects: added.suspects.map(suspectFacts),
        damages: added.damages.map(damageFacts),
      }),
    ];
  },
};

const addsNothing = ({ text, victims = [], suspects = [], damages = [] }: SupplementIncidentReportBody): boolean =>
  text === undefined && victims.length + suspects.length + damages.length === 0;
