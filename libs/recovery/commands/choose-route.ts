import type { Decide } from '../../platform/casework/case-context.js';
import { conflict, invalid, type Refusal } from '../../platform/casework/refusal.js';
import { localDate } from '../../platform/terms/index.js';
import type { ChooseRouteBody } from '../api/bodies.js';
import { aboutClaim } from '../claim-events.js';
import { awardedCents } from '../claim-state.js';
import { consequencesFor, standingOf } from '../consequences.js';
import { claimOf, type Claim, type RecoveryCase, type RecoveryRoute } from '../recovery.state.js';
import { adviceOn } from '../route-advice.js';
import { canBeJoined, isAtHalt } from '../strands.js';

/** A person chooses; what was weighed for the route is kept with the choice. */
export const chooseRoute: Decide<RecoveryCase, ChooseRouteBody> = (state, part, input, context) => {
  const claim = claimOf(state, part);
  const refusal = refusalOf(state, claim, input.route);
  if (refusal) return refusal;
  const before = standingOf(state, claim);
  claim.routes.push({
    route: input.route,
    ...(input.reason === undefined ? {} : { reason: input.reason }),
    chosenAt: context.occurredAt,
    weighed: adviceOn(state, claim, input.route, localDate(context.occurredAt)),
  });
  if (awardedCents(claim) === 0) pursue(claim);
  return [aboutClaim('claim.route-chosen', claim, { route: input.route }), ...consequencesFor(state, claim, before)];
};

function pursue(claim: Claim): void {
  claim.base = 'pursued';
  claim.rejected = false;
  claim.deniedBy = [];
}

function refusalOf(state: RecoveryCase, claim: Claim, route: RecoveryRoute): Refusal | undefined {
  const strands = Object.values(state.strands);
  if (route === 'joined' && !strands.some(canBeJoined))
    return conflict('nothing-to-join', 'No suspect of the case is summoned or in objection.');
  if (route === 'halt' && !strands.some(isAtHalt))
    return conflict('nobody-at-halt', 'No suspect of the case is at Halt.');
  if (route === 'violence_fund' && claim.partyKind === 'employer')
    return invalid('/route', 'violence-fund-for-legal-person', 'The violence fund pays natural persons only.');
  return undefined;
}
