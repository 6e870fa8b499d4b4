import type { VaultCommand } from '../contract/index.js';
import type { CaseContext, CommandDefinition } from '../platform/casework/case-context.js';
import { approveReveal, liftAnonymity, readRevealed, requestReveal } from './commands/reveal.js';
import { passGuard, redactText } from './commands/settle-text.js';
import { shieldedIdentityLifecycle } from './shielded-identity.lifecycle.js';
import { reactions } from './subscriptions.js';
import { beginVaultCase, partiesTo, partsOf, type VaultCase } from './vault-case.js';

const commands: Record<VaultCommand, CommandDefinition<VaultCase, never>> = {
  requestReveal,
  approveReveal,
  readRevealed,
  liftAnonymity,
  redactText,
  passGuard,
};

/** The vault: who the victims are, who is behind a number, and who may know. */
export const vault: CaseContext<VaultCase> = {
  name: 'vault',
  begin: beginVaultCase,
  parts: partsOf,
  lifecycles: { 'police-report': shieldedIdentityLifecycle },
  commands: { 'police-report': commands },
  reactions,
  parties: partiesTo,
};
