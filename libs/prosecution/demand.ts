import type { EventData } from '../contract/index.js';
import { stated } from '../platform/casework/stated.js';
import { invalid, type Refusal } from '../platform/casework/refusal.js';

/**
 * The demand (strafeis). For a VPT case the guideline sanction is raised by 200%, so three times; another rise,
 * or a demand under the adjusted guideline, needs a reason. Source: om.nl, straffen; agreement O-02.
 */
export interface Sanction {
  fineCents?: number;
  hours?: number;
  custodyDays?: number;
}

export interface Demand {
  guideline: Sanction;
  vptRisePercent: number;
  bosAdvice?: Sanction & { modality?: string };
  demanded: Sanction;
  reason?: string;
}

export type Position = 'above' | 'equal' | 'below';

const vptRisePercent = 200;

const sanctionKinds = ['fineCents', 'hours', 'custodyDays'] as const;

const kindsOf = (sanction: Sanction) => sanctionKinds.filter((kind) => sanction[kind] !== undefined);

/** The kinds that are named, without whatever else the sanction was sent with. */
export const plain = (sanction: Sanction): Sanction =>
  Object.fromEntries(kindsOf(sanction).map((kind) => [kind, sanction[kind]]));

/** As it is kept: the members of a demand and no others. */
export const plainDemand = ({ guideline, vptRisePercent, bosAdvice, demanded, reason }: Demand): Demand =>
  stated({
    guideline: plain(guideline),
    vptRisePercent,
    bosAdvice: bosAdvice && stated({ ...plain(bosAdvice), modality: bosAdvice.modality }),
    demanded: plain(demanded),
    reason,
  });

/** Below when under in any kind of the measure, above when over in any kind. `percent` keeps all numbers whole. */
function positionAgainst(demanded: Sanction, measure: Sanction, percent: number): Position {
  const differences = sanctionKinds.map((kind) => (demanded[kind] ?? 0) * 100 - (measure[kind] ?? 0) * percent);
  if (differences.some((difference) => difference < 0)) return 'below';
  return differences.some((difference) => difference > 0) ? 'above' : 'equal';
}

export const againstGuideline = (demand: Demand): Position =>
  positionAgainst(demand.demanded, demand.guideline, 100 + demand.vptRisePercent);

/** Nothing where the advice names no sanction. */
export const againstBosAdvice = (demand: Demand): Position | undefined =>
  demand.bosAdvice && kindsOf(demand.bosAdvice).length > 0
    ? positionAgainst(demand.demanded, demand.bosAdvice, 100)
    : undefined;

/** The least whole sanction that is not under the guideline with its rise. */
export const adjustedGuideline = (demand: Demand): Sanction =>
  Object.fromEntries(
    kindsOf(demand.guideline).map((kind) => [
      kind,
      Math.floor(((demand.guideline[kind] ?? 0) * (100 + demand.vptRisePercent) + 99) / 100),
    ]),
  );

export function refuseDemand(demand: Demand, isVpt: boolean): Refusal | undefined {
  if (kindsOf(demand.guideline).length === 0) {
    return invalid('/demand/guideline', 'guideline-empty', 'The guideline names a fine, hours or days of custody.');
  }
  if (demand.reason !== undefined) return undefined;
  if (isVpt && demand.vptRisePercent !== vptRisePercent) {
    return invalid('/demand/reason', 'demand-reason-missing', 'A rise other than 200% needs a reason in a VPT case.');
  }
  if (againstGuideline(demand) === 'below') {
    return invalid('/demand/reason', 'demand-reason-missing', 'A demand under the adjusted guideline needs a reason.');
  }
  return undefined;
}

/** The demand as events tell it. */
export function demandFacts(demand: Demand): EventData<'summons.issued'>['demand'] {
  return stated({
    guideline: plain(demand.guideline),
    vptRisePercent: demand.vptRisePercent,
    demanded: plain(demand.demanded),
    reasonGiven: demand.reason !== undefined,
    againstGuideline: againstGuideline(demand),
    againstBosAdvice: againstBosAdvice(demand),
  });
}
