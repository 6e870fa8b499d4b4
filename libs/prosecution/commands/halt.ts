import { isHaltOffence } from '../../contract/law/offences.js';
import { draft, type CommandDefinition } from '../../platform/casework/case-context.js';
import { conflict, invalid } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import type { DecideHaltConsentBody, ReferFileToHaltBody } from '../api/bodies.js';
import { hasEnded, type FileRecord, type ProsecutionCase } from '../case.js';
import { aboutFile, onFile } from '../file-decision.js';

const otherSuspect = () => invalid('/suspect', 'other-suspect', 'The suspect is the one whose strand is addressed.');

const referralFacts = (file: FileRecord, employer: string | null, input: ReferFileToHaltBody) =>
  stated({
    referrer: 'om' as const,
    employer: employer ?? undefined,
    haltOffice: file.haltOffice,
    policeUnit: file.policeUnit,
    prosecutorsOffice: file.prosecutorsOffice,
    offence: input.offence,
    offenceOn: file.offenceOn,
    age: file.age,
    vptCode: file.vptCode,
    interview: file.interview,
    damageCents: input.damageCents,
    valueCents: input.valueCents,
    inGroupWithMinors: input.inGroupWithMinors,
    informedInWriting: input.informedInWriting,
    // Sr 77e(1): the prosecutor designates officers, and needs no designation himself.
    designatedOfficer: true,
  });

export const referToHalt = onFile<ReferFileToHaltBody>(({ state, strand, file }, input) => {
  if (input.suspect !== strand) return otherSuspect();
  if (!isHaltOffence(input.offence)) return invalid('/offence', 'offence-unknown', 'No such offence is known.');
  file.state = 'at_halt';
  return [draft('suspect.referred-to-halt', aboutFile(strand), referralFacts(file, state.employer, input))];
});

/** Asked by Halt, with or without a file; the event changes no file, so it is about the strand only. */
export const decideHaltConsent: CommandDefinition<ProsecutionCase, DecideHaltConsentBody> = {
  decide: (state, strand, input, { occurredAt }) => {
    const { file, consent } = state.strands[strand] ?? { file: null, consent: null };
    if (!consent || consent.answer) return conflict('no-consent-asked', 'No request for consent is waiting.');
    if (file && hasEnded(file)) return conflict('file-ended', 'The file of this suspect has ended.');
    if (input.suspect !== strand) return otherSuspect();
    consent.answer = { decision: input.decision, reason: input.reason, answeredAt: occurredAt };
    return [draft(input.decision === 'given' ? 'halt-consent.given' : 'halt-consent.refused', { strand }, {})];
  },
};
