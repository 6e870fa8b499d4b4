import { draft } from '../../platform/casework/case-context.js';
import { conflict, invalid, type Refusal } from '../../platform/casework/refusal.js';
import type {
  AssignHandlerBody,
  InformEmployerOfFileBody,
  InformVictimOfFileBody,
  InformingBody,
} from '../api/bodies.js';
import type { ProsecutionCase } from '../case.js';
import { aboutFile, onFile, type AddressedFile } from '../file-decision.js';

const isParty = (state: ProsecutionCase, id: string): boolean =>
  Object.hasOwn(state.parties, id) || Object.values(state.claims).some((claim) => claim.party === id);

function refuseWhom({ state, strand }: AddressedFile, { suspect, victim }: InformingBody): Refusal | undefined {
  if (suspect !== undefined && suspect !== strand) {
    return invalid('/suspect', 'other-suspect', 'The suspect is the one whose strand is addressed.');
  }
  if (victim !== undefined && !isParty(state, victim)) {
    return invalid('/victim', 'victim-unknown', 'The case has no such victim.');
  }
  return undefined;
}

/** Who asked to be kept informed (Sv 51ac). */
const whoAsked = (state: ProsecutionCase): string[] =>
  Object.entries(state.parties)
    .filter(([, wishes]) => wishes.wantsInformation)
    .map(([id]) => id);

export const informVictim = onFile<InformVictimOfFileBody>((at, input) => {
  const refusal = refuseWhom(at, input);
  if (refusal) return refusal;
  const { about, by, victim } = input;
  const subject = { ...aboutFile(at.strand), ...(victim !== undefined ? { victim } : {}) };
  return [
    draft('victim.informed', subject, { about, by, parties: victim === undefined ? whoAsked(at.state) : [victim] }),
  ];
});

export const informEmployer = onFile<InformEmployerOfFileBody>((at, input) => {
  if (at.state.employer === null) return conflict('no-employer', 'No employer is party to this case.');
  const refusal = refuseWhom(at, input);
  if (refusal) return refusal;
  return [draft('employer.informed', aboutFile(at.strand), { about: input.about, by: input.by, parties: [] })];
});

export const assignHandler = {
  ...onFile<AssignHandlerBody>(({ strand, file }, input, context) => {
    if (context.person(input.to)?.organisation !== context.actor.organisation) {
      return invalid('/to', 'handler-elsewhere', 'A handler is a person of the own organisation.');
    }
    file.handler = input.to;
    return [draft('handler.assigned', aboutFile(strand), { handler: input.to })];
  }),
  persons: (input: AssignHandlerBody) => [input.to],
};
