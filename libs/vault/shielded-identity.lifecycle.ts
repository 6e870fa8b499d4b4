import type { VaultCommand } from '../contract/index.js';
import type { Lifecycle } from '../platform/casework/case-context.js';

/** What can be done about who is behind a number, and about texts that may tell it; the police report stays as it is. */
export const shieldedIdentityLifecycle: Lifecycle<VaultCommand> = {
  requestReveal: { from: 'any', to: 'same', events: ['identity.reveal-requested'] },
  approveReveal: { from: 'any', to: 'same', events: ['identity.reveal-approved'] },
  readRevealed: { from: 'any', to: 'same', events: ['identity.revealed'] },
  liftAnonymity: { from: 'any', to: 'same', events: ['anonymity.lifted'] },
  redactText: { from: 'any', to: 'same', events: ['text.settled'] },
  passGuard: { from: 'any', to: 'same', events: ['text.settled'] },
};
