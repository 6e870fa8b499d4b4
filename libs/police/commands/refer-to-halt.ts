import type { EventData } from '../../contract/index.js';
import { isHaltOffence } from '../../contract/law/offences.js';
import type { CommandContext, CommandDefinition } from '../../platform/casework/case-context.js';
import { invalid, isRefusal } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import { localDate } from '../../platform/terms/index.js';
import type { ReferToHaltBody } from '../api/bodies.js';
import { strandEvent } from '../events.js';
import { type PoliceCase, type Suspect, hasVptCode, incidentOf, reportOf, routingOf } from '../police-case.js';
import { completeReports, suspectAtPolice } from '../strands.js';
import { establishedBy } from './interview-suspect.js';

/** The strand goes to Halt, which weighs whether it may take it (Sr 77e). */
export const referToHalt: CommandDefinition<PoliceCase, ReferToHaltBody> = {
  decide(state, part, body, context) {
    const suspect = suspectAtPolice(state, body.suspect, context.occurredAt);
    if (isRefusal(suspect)) return suspect;
    if (!isHaltOffence(body.offence)) {
      return invalid('/offence', 'unknown-article', 'No offence of this chain, nor one by the names of Halt.');
    }
    suspect.strand = 'at_halt';
    state.referredToHalt = true;
    return [
      strandEvent(
        'suspect.referred-to-halt',
        reportOf(state, part),
        suspect.id,
        referralFacts(state, suspect, body, context),
      ),
      ...completeReports(state),
    ];
  },
};

const referralFacts = (
  state: PoliceCase,
  suspect: Suspect,
  body: ReferToHaltBody,
  { actor }: CommandContext,
): EventData<'suspect.referred-to-halt'> => {
  const { unit, prosecutorsOffice, haltOffice } = routingOf(state);
  return stated({
    referrer: 'police' as const,
    haltOffice,
    policeUnit: unit,
    prosecutorsOffice,
    offence: body.offence,
    offenceOn: localDate(incidentOf(state).incidentAt),
    age: suspect.age,
    vptCode: hasVptCode(state),
    interview: establishedBy(suspect),
    damageCents: body.damageCents,
    valueCents: body.valueCents,
    inGroupWithMinors: body.inGroupWithMinors,
    informedInWriting: body.informedInWriting,
    employer: incidentOf(state).employer,
    designatedOfficer: actor.designatedForHalt,
  });
};
