import type { EventData } from '../../contract/index.js';
import { isKnownArticle } from '../../contract/law/offences.js';
import type { CommandDefinition } from '../../platform/casework/case-context.js';
import { invalid, isRefusal } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import { localDate } from '../../platform/terms/index.js';
import type { SendToProsecutionBody } from '../api/bodies.js';
import { barredOffences } from '../complaints.js';
import { strandEvent } from '../events.js';
import { type PoliceCase, type Suspect, hasVptCode, incidentOf, reportOf, routingOf } from '../police-case.js';
import { completeReports, suspectAtPolice } from '../strands.js';
import { establishedBy } from './interview-suspect.js';
import { isJuvenile } from './register-suspect.js';

/** The official report is complete: the strand goes to OM. */
export const sendToProsecution: CommandDefinition<PoliceCase, SendToProsecutionBody> = {
  decide(state, part, { suspect: id, offences }, { occurredAt }) {
    const suspect = suspectAtPolice(state, id, occurredAt);
    if (isRefusal(suspect)) return suspect;
    const unknown = offences.findIndex((article) => !isKnownArticle(article));
    if (unknown >= 0) return invalid(`/offences/${unknown}`, 'unknown-article', 'No offence of this chain.');
    if (barredOffences(state, offences, occurredAt).length > 0) {
      return invalid(
        '/offences',
        'complaint-barred',
        'A complaint offence without a complaint in force after ninety days.',
      );
    }
    suspect.strand = 'at_om';
    state.fileSent = true;
    return [
      strandEvent('file.sent-to-prosecution', reportOf(state, part), suspect.id, fileFacts(state, suspect, offences)),
      ...completeReports(state),
    ];
  },
};

function fileFacts(state: PoliceCase, suspect: Suspect, offences: string[]): EventData<'file.sent-to-prosecution'> {
  const { unit, prosecutorsOffice, haltOffice } = routingOf(state);
  return stated({
    policeUnit: unit,
    prosecutorsOffice,
    haltOffice,
    employer: state.employer,
    offences,
    offenceOn: localDate(incidentOf(state).incidentAt),
    vptCode: hasVptCode(state),
    age: suspect.age,
    juvenile: isJuvenile(suspect.age),
    interview: establishedBy(suspect),
  });
}
