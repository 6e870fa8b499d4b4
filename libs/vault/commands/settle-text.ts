import { draft, type CommandDefinition, type DraftEvent } from '../../platform/casework/case-context.js';
import { type Refusal, conflict, invalid, isRefusal } from '../../platform/casework/refusal.js';
import type { PassGuardBody, RedactTextBody } from '../api/bodies.js';
import type { GuardHit, VaultCase } from '../vault-case.js';

function undecided(state: VaultCase, id: string): GuardHit | Refusal {
  const hit = state.hits.find((one) => one.id === id);
  if (!hit) return invalid('/hit', 'unknown-hit', 'The leak guard has stopped no such text of this case.');
  return hit.decided ? conflict('decided-before', 'What becomes of this text was decided before.') : hit;
}

function settle(hit: GuardHit, how: 'redacted' | 'passed'): DraftEvent[] {
  hit.decided = how;
  return [draft('text.settled', { victim: hit.victim }, { hit: hit.id, how })];
}

/** What was written before a victim asked stands again, without the name. */
export const redactText: CommandDefinition<VaultCase, RedactTextBody> = {
  decide(state, _part, body) {
    const hit = undecided(state, body.hit);
    if (isRefusal(hit)) return hit;
    if (hit.kind === 'refused') {
      return conflict('nothing-stored', 'This text was not accepted: who wrote it can write it anew.');
    }
    return settle(hit, 'redacted');
  },
};

/** It is no name here: a man called De Boer does not make every farmer unmentionable. */
export const passGuard: CommandDefinition<VaultCase, PassGuardBody> = {
  decide(state, _part, body) {
    const hit = undecided(state, body.hit);
    return isRefusal(hit) ? hit : settle(hit, 'passed');
  },
};
