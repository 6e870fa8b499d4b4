import type { Instant, LocalDate } from '../../contract/index.js';
import { invalid, type Refusal } from '../../platform/casework/refusal.js';
import { endOfTerm, localDate } from '../../platform/terms/index.js';
import { outstandingCents } from '../claim-state.js';
import { balance, combined, liveAwards, owedOn, paidBy, type AwardEntry } from '../ledger.js';
import type { Claim, Strand } from '../recovery.state.js';
import rules from './advance-rules.json' with { type: 'json' };

type Period = (typeof rules.periods)[number];

/** A compensation measure that is final, and what the state advances on it. */
interface FinalMeasure {
  award: AwardEntry;
  /** The advance can be paid after this day. */
  lastDay: LocalDate;
  period: Period | undefined;
}

export const periodOf = (finalOn: LocalDate): Period | undefined =>
  rules.periods.find((period) => period.finalFrom <= finalOn && (period.finalTo ?? '9999-12-31') >= finalOn);

/** The last day of the eight months in which the offender can pay first. */
export const lastDayOfTerm = (finalAt: Instant): LocalDate =>
  endOfTerm({ n: rules.term.n, unit: 'months' }, finalAt).lastDay;

/** The measures on this claim whose judgment is final. */
export function finalMeasures(claim: Claim, strands: Record<string, Strand>): FinalMeasure[] {
  return liveAwards(claim.ledger).flatMap((award) => {
    const finalAt = strands[award.suspect]?.judgmentFinalAt;
    if (award.origin !== 'judgment' || !award.measure || finalAt === undefined) return [];
    return [{ award, lastDay: lastDayOfTerm(finalAt), period: periodOf(localDate(finalAt)) }];
  });
}

const isWhole = (measure: FinalMeasure): boolean => measure.award.violentOrSexual;
const isCovered = ({ award, period }: FinalMeasure): boolean =>
  period !== undefined && (award.violentOrSexual || period.otherOffencesLimitCents !== null);

/** How much the state can advance on a claim on that day, or why it cannot. */
export function advanceLimit(claim: Claim, strands: Record<string, Strand>, day: LocalDate): number | Refusal {
  if (claim.partyKind === 'employer')
    return invalid('/from', 'advance-to-legal-person', 'The state pays an advance to natural persons only.');
  const measures = finalMeasures(claim, strands);
  if (measures.length === 0)
    return invalid('/from', 'advance-without-final-measure', 'No final judgment imposed a compensation measure.');
  const due = measures.filter((measure) => measure.lastDay < day);
  if (due.length === 0)
    return invalid('/receivedOn', 'advance-too-early', 'Eight months since the judgment became final have not passed.');
  const covered = due.filter(isCovered);
  if (covered.length === 0)
    return invalid(
      '/from',
      'advance-not-for-this-judgment',
      'For this offence, final on that day, there is no advance.',
    );
  return Math.min(outstandingCents(claim), limitOf(claim, covered));
}

function limitOf(claim: Claim, covered: FinalMeasure[]): number {
  const whole = restOf(claim, covered.filter(isWhole));
  if (covered.every(isWhole)) return whole;
  const limit = Math.max(...covered.map(({ period }) => period?.otherOffencesLimitCents ?? 0));
  const left = Math.max(0, limit - paidBy(claim.ledger, ['state_advance']));
  return Math.min(restOf(claim, covered), whole + left);
}

/** What the offender or the violence fund paid is deducted, and what the state advanced before. */
function restOf(claim: Claim, measures: FinalMeasure[]): number {
  const owed = combined(
    measures.map(({ award }) => award),
    (award) => owedOn(award, claim.ledger),
  );
  const { owedToStateCents } = balance(claim.ledger);
  return Math.max(0, owed - owedToStateCents - paidBy(claim.ledger, ['violence_fund']));
}
