import type { CommandDefinition } from '../../platform/casework/case-context.js';
import { invalid, isRefusal } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import { localDate } from '../../platform/terms/index.js';
import type { InterviewSuspectBody } from '../api/bodies.js';
import { strandEvent } from '../events.js';
import { type InterviewFacts, type PoliceCase, type Suspect, reportOf } from '../police-case.js';
import { suspectAtPolice } from '../strands.js';

/** The first sets the clock of the youth norms; together they hold what Halt asks. */
export const interviewSuspect: CommandDefinition<PoliceCase, InterviewSuspectBody> = {
  decide(state, part, body, { occurredAt }) {
    const suspect = suspectAtPolice(state, body.suspect, occurredAt);
    if (isRefusal(suspect)) return suspect;
    const lastOn = body.earlierHalt?.lastOn;
    if (lastOn !== undefined && lastOn > localDate(occurredAt)) {
      return invalid('/earlierHalt/lastOn', 'earlier-halt-later', 'Earlier than the interview.');
    }
    const interview = factsOf(body);
    const first = suspect.interviews.every(({ at }) => occurredAt < at);
    suspect.interviews.push({ at: occurredAt, facts: interview });
    return [strandEvent('suspect.interviewed', reportOf(state, part), suspect.id, { first, interview })];
  },
};

const factsOf = (body: InterviewSuspectBody): InterviewFacts =>
  stated({
    confessed: body.confessed,
    consentsToHalt: body.consentsToHalt,
    parentConsents: body.parentConsents,
    deniesOutOfConviction: body.deniesOutOfConviction,
    earlierHalt: body.earlierHalt && stated({ count: body.earlierHalt.count, lastOn: body.earlierHalt.lastOn }),
  });

/** What the interviews have established: of each fact the latest that was said of it. */
export function establishedBy({ interviews }: Suspect): InterviewFacts | undefined {
  if (interviews.length === 0) return undefined;
  const inOrder = interviews.toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  return inOrder.map(({ facts }) => facts).reduce((earlier, later) => ({ ...earlier, ...later }));
}
