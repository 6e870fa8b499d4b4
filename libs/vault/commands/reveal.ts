import type { Instant } from '../../contract/index.js';
import { draft, type CommandDefinition, type DraftEvent, type Person } from '../../platform/casework/case-context.js';
import { type Refusal, conflict, forbidden, invalid, isRefusal } from '../../platform/casework/refusal.js';
import type { RevealBody } from '../api/bodies.js';
import { victimOf, type KeptVictim, type Reveal, type VaultCase } from '../vault-case.js';

/** How long an approved reveal lasts (under-number.md 6, assumed). */
const openFor = 24 * 3_600_000;

type AboutVictim = 'identity.reveal-requested' | 'identity.reveal-approved' | 'identity.revealed' | 'anonymity.lifted';

export const told = (type: AboutVictim, policeReport: string, victim: string): DraftEvent =>
  draft(type, { policeReport, victim }, {});

/** The victim under number whom the body names; refused where there is none on this report. */
export function shieldedVictim(state: VaultCase, part: string, id: string): KeptVictim | Refusal {
  const victim = victimOf(state, id);
  if (victim?.report !== part) {
    return invalid('/victim', 'not-on-this-report', 'The victim is not the reporter or a witness of this report.');
  }
  return victim.status === 'granted'
    ? victim
    : conflict('not-under-number', 'The victim does not report under number.');
}

type Asked = Pick<RevealBody, 'victim' | 'ground'>;

const of = (state: VaultCase, { victim, ground }: Asked): Reveal[] =>
  state.reveals.filter((reveal) => reveal.victim === victim && reveal.ground === ground);

export const requestReveal: CommandDefinition<VaultCase, RevealBody> = {
  decide(state, part, body, context) {
    const victim = shieldedVictim(state, part, body.victim);
    if (isRefusal(victim)) return victim;
    state.reveals.push({
      id: context.newId('reveal'),
      victim: victim.id,
      ground: body.ground,
      requestedBy: context.actor.id,
      requestedAt: context.now,
    });
    return [told('identity.reveal-requested', part, victim.id)];
  },
};

/** Four eyes: what one asks, another approves. */
export const approveReveal: CommandDefinition<VaultCase, RevealBody> = {
  decide(state, part, body, context) {
    const victim = shieldedVictim(state, part, body.victim);
    if (isRefusal(victim)) return victim;
    const waiting = of(state, body).filter(({ approvedBy }) => approvedBy === undefined);
    const reveal = waiting.find(({ requestedBy }) => requestedBy !== context.actor.id);
    if (!reveal) {
      return waiting.length > 0
        ? forbidden('own-request', 'Nobody approves what he asked himself.')
        : conflict('nothing-requested', 'On this ground nothing was asked that waits for approval.');
    }
    // From when it is approved, whatever time it is said to have happened at: the hours are for reading.
    Object.assign(reveal, { approvedBy: context.actor.id, approvedAt: context.now });
    return [told('identity.reveal-approved', part, victim.id)];
  },
};

/** Each reading is an event. By who asked or who approved, while it lasts; by the prosecutor once the court has lifted it. */
export const readRevealed: CommandDefinition<VaultCase, RevealBody> = {
  decide(state, part, body, { actor, now }) {
    const victim = shieldedVictim(state, part, body.victim);
    if (isRefusal(victim)) return victim;
    if (!mayReadRevealed(state, body, actor, now)) {
      return forbidden('not-revealed', 'Nothing that you asked or approved on this ground is open now.');
    }
    return [told('identity.revealed', part, victim.id)];
  },
};

/** Who asked or who approved, for as long as the approval lasts; the prosecutors once the court has lifted the anonymity. */
export function mayReadRevealed(state: VaultCase, asked: Asked, person: Person, now: Instant): boolean {
  const isLifted = state.lifted.includes(asked.victim) && person.roles.includes('public_prosecutor');
  return (
    isLifted ||
    of(state, asked).some(
      (reveal) => isOpen(reveal, now) && [reveal.requestedBy, reveal.approvedBy].includes(person.id),
    )
  );
}

const isOpen = ({ approvedAt }: Reveal, now: Instant): boolean =>
  approvedAt !== undefined && Date.parse(now) < Date.parse(approvedAt) + openFor;

/** The court may order it; the prosecutor may then rather withdraw the case. */
export const liftAnonymity: CommandDefinition<VaultCase, RevealBody> = {
  decide(state, part, body) {
    const victim = shieldedVictim(state, part, body.victim);
    if (isRefusal(victim)) return victim;
    if (state.lifted.includes(victim.id)) return conflict('lifted-before', 'The anonymity was lifted before.');
    const ordered = state.reveals.some(
      (reveal) => reveal.victim === victim.id && reveal.ground === 'court_order' && reveal.approvedBy !== undefined,
    );
    if (!ordered) return conflict('no-court-order', 'Only with a reveal that was approved on the order of a court.');
    if (body.ground !== 'court_order') {
      return invalid('/ground', 'court-order-needed', 'Only the court can order that the anonymity is lifted.');
    }
    state.lifted.push(victim.id);
    return [told('anonymity.lifted', part, victim.id)];
  },
};
