import { toInstant, type Instant } from '../../contract/index.js';
import { draft } from '../../platform/casework/case-context.js';
import { conflict, invalid, type Refusal } from '../../platform/casework/refusal.js';
import { stated } from '../../platform/casework/stated.js';
import type {
  RecordAppealBody,
  RecordJudgmentBody,
  RecordJudgmentFinalBody,
  RescheduleHearingBody,
  SentenceBody,
  SummonBody,
} from '../api/bodies.js';
import { keptNaming, namedFacts, refuseAwards, refuseNaming } from '../claims-in-decisions.js';
import { demandFacts, plain, plainDemand, refuseDemand } from '../demand.js';
import { aboutFile, onFile, type AddressedFile } from '../file-decision.js';

const refuseHearing = (hearingAt: Instant, occurredAt: Instant): Refusal | undefined =>
  hearingAt < occurredAt
    ? invalid('/hearingAt', 'hearing-before-decision', 'The hearing is not before the decision that sets it.')
    : undefined;

export const summon = onFile<SummonBody>((at, input, { occurredAt }) => {
  const hearingAt = toInstant(new Date(input.hearingAt));
  const refusal =
    refuseHearing(hearingAt, occurredAt) ??
    refuseDemand(input.demand, at.file.vptCode) ??
    refuseNaming(at.state, input.claimsNamed, '/claimsNamed');
  if (refusal) return refusal;
  const { court, fastTrack = false } = input;
  const demand = plainDemand(input.demand);
  const naming = keptNaming(input);
  at.file.summons = { summonedAt: occurredAt, hearingAt, court, fastTrack, demand, moved: [], ...naming };
  at.file.state = 'summoned';
  const facts = { hearingAt, fastTrack, demand: demandFacts(demand), ...namedFacts(at.state, input) };
  return [draft('summons.issued', aboutFile(at.strand), facts)];
});

export const rescheduleHearing = onFile<RescheduleHearingBody>(({ strand, file }, input, { occurredAt }) => {
  if (!file.summons) return conflict('no-summons', 'There is no hearing to move.');
  const hearingAt = toInstant(new Date(input.hearingAt));
  const refusal = refuseHearing(hearingAt, occurredAt);
  if (refusal) return refusal;
  file.summons.moved.push({ from: file.summons.hearingAt, reason: input.reason });
  file.summons.hearingAt = hearingAt;
  return [draft('hearing.rescheduled', aboutFile(strand), { hearingAt })];
});

function refuseJudgment(at: AddressedFile, { verdict, sentence, awards = [] }: RecordJudgmentBody) {
  if (awards.length > 0 && verdict !== 'convicted') {
    return invalid('/awards', 'award-without-conviction', 'Compensation is awarded with a conviction only.');
  }
  if (sentence && (sentence.suspendedDays ?? 0) > (sentence.custodyDays ?? 0)) {
    return invalid('/sentence/suspendedDays', 'suspended-over-custody', 'At most the whole custody is suspended.');
  }
  return refuseAwards(at, awards, '/awards');
}

const plainSentence = (sentence: SentenceBody) => stated({ ...plain(sentence), suspendedDays: sentence.suspendedDays });

/** In appeal its awards replace those of the judgment that it reviews. */
export const recordJudgment = onFile<RecordJudgmentBody>((at, input, { occurredAt }) => {
  const refusal = refuseJudgment(at, input);
  if (refusal) return refusal;
  const { file } = at;
  const judgment = stated({
    verdict: input.verdict,
    instance: file.state === 'appealed' ? ('appeal' as const) : ('first' as const),
    sentence: input.sentence && plainSentence(input.sentence),
    violentOrSexual: input.violentOrSexual ?? false,
    awards: (input.awards ?? []).map(({ claim, amountCents, jointly, measure }) => {
      return { claim, amountCents, jointly, measure };
    }),
  });
  file.judgments.push({ givenAt: occurredAt, ...judgment });
  file.state = 'judged';
  const claimsNamed = [...(file.summons?.claimsNamed ?? [])];
  return [draft('judgment.given', aboutFile(at.strand), { ...judgment, claimsNamed })];
});

export const recordAppeal = onFile<RecordAppealBody>(({ strand, file }) => {
  file.state = 'appealed';
  return [draft('judgment.appealed', aboutFile(strand), {})];
});

export const recordJudgmentFinal = onFile<RecordJudgmentFinalBody>(({ strand, file }) => {
  file.state = 'judgment_final';
  return [draft('judgment.final', aboutFile(strand), {})];
});
