import { isObject, objectsIn, textOf, type Json } from '../json.js';
import type { DecisionExpectation } from '../scenario.js';

export interface DecisionSeen {
  verdict: string;
  failing: string[];
}

/** The eligibility decision of a Halt referral, where this reader sees it. */
export function readDecision(json: Json | undefined): DecisionSeen | undefined {
  const decision = isObject(json) && isObject(json.decision) ? json.decision : undefined;
  if (!decision) return undefined;
  const given = Array.isArray(decision.failing) ? decision.failing : [];
  const failing = [
    ...given.filter((item) => typeof item === 'string'),
    ...objectsIn(given).map(({ id }) => textOf(id)),
  ];
  return { verdict: textOf(decision.verdict) ?? '', failing: failing as string[] };
}

export function decisionFault(seen: DecisionSeen | undefined, expected: DecisionExpectation): string | undefined {
  if (!seen) return `expected ${expected.verdict}, no reader sees a decision`;
  if (seen.verdict !== expected.verdict)
    return `expected ${expected.verdict}, found ${seen.verdict} (failing: ${seen.failing.join(', ') || 'nothing'})`;
  if (!expected.failing || sorted(seen.failing) === sorted(expected.failing)) return undefined;
  return `expected failing ${sorted(expected.failing) || 'nothing'}, found ${sorted(seen.failing) || 'nothing'}`;
}

const sorted = (items: readonly string[]): string => [...items].sort().join(', ');
