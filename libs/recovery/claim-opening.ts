import type { EventData, EventOf } from '../contract/index.js';
import type { DraftEvent, ReactionContext } from '../platform/casework/case-context.js';
import { aboutClaim, claimedFacts } from './claim-events.js';
import { claimState } from './claim-state.js';
import { claimOfParty, claimedCents, type Claim, type ClaimLine, type RecoveryCase } from './recovery.state.js';

type IncidentFacts = EventData<'incident-report.registered'>['incident'];
type Damage = IncidentFacts['damages'][number];

/** Ten million euro: no amount in the chain is larger. */
export const largestClaimCents = 1_000_000_000;

/** The incident as first told; told again (registered, then submitted) it adds nothing. */
export function hearIncident(
  state: RecoveryCase,
  incident: IncidentFacts,
  employer: string | undefined,
  context: ReactionContext,
): DraftEvent[] {
  if (state.incidentHeard) return [];
  state.incidentHeard = true;
  state.incident = { at: incident.incidentAt, category: incident.category };
  state.employer ??= employer;
  state.suspectsNamed.push(...incident.suspects.map(({ id, known }) => ({ id, known })));
  return addDamages(state, incident.damages, context);
}

export function hearSupplement(
  state: RecoveryCase,
  event: EventOf<'incident-report.supplemented'>,
  context: ReactionContext,
): DraftEvent[] {
  state.suspectsNamed.push(...event.data.suspects.map(({ id, known }) => ({ id, known })));
  return addDamages(state, event.data.damages, context);
}

/** Opens the claim of each party whose damage is named; damage named again adds lines while the claim is opened. */
export const addDamages = (state: RecoveryCase, damages: readonly Damage[], context: ReactionContext): DraftEvent[] =>
  [...groupedByParty(damages)].flatMap(([party, damage]) => {
    const claim = claimOfParty(state, party);
    return claim ? extend(state, claim, damage.lines) : open(state, damage, context);
  });

function open(state: RecoveryCase, damage: Damage, context: ReactionContext): DraftEvent[] {
  const lines = fitting(0, damage.lines);
  if (lines.length === 0) return [];
  const claim: Claim = {
    id: context.newId(`claim:${damage.party}`),
    party: damage.party,
    partyKind: damage.partyKind,
    openedAt: context.occurredAt,
    base: 'opened',
    lines,
    routes: [],
    ledger: [],
    deniedBy: [],
    rejected: false,
  };
  state.claims[claim.id] = claim;
  const recoverer = state.employer === undefined ? {} : { recoverer: state.employer };
  return [aboutClaim('claim.opened', claim, { ...claimedFacts(claim), ...recoverer })];
}

function extend(state: RecoveryCase, claim: Claim, named: readonly ClaimLine[]): DraftEvent[] {
  if (claimState(claim, state.strands) !== 'opened') return [];
  const lines = fitting(claimedCents(claim), named);
  if (lines.length === 0) return [];
  claim.lines.push(...lines);
  return [aboutClaim('claim.extended', claim, claimedFacts(claim))];
}

/** The lines that do not carry the claim over the largest amount that can be told. */
function fitting(already: number, lines: readonly ClaimLine[]): ClaimLine[] {
  let sum = already;
  return lines
    .filter(({ amountCents }) => {
      const fits = sum + amountCents <= largestClaimCents;
      if (fits) sum += amountCents;
      return fits;
    })
    .map(({ kind, amountCents }) => ({ kind, amountCents }));
}

function groupedByParty(damages: readonly Damage[]): Map<string, Damage> {
  const grouped = new Map<string, Damage>();
  for (const damage of damages) {
    const earlier = grouped.get(damage.party);
    grouped.set(damage.party, earlier ? { ...earlier, lines: [...earlier.lines, ...damage.lines] } : damage);
  }
  return grouped;
}
