import type { VaultCommand } from '../../contract/index.js';
import type { CommandRoute } from '../../platform/casework/command-route.js';
import type { CommandBody } from '../../platform/http/validation.js';
import { PassGuardBody, RedactTextBody, RevealBody } from './bodies.js';

const victim = '0198f2c4-7a10-7c3e-8f21-5b2d9a7c4e31';
const hit = '0198f2c4-7a10-7c3e-8f21-5b2d9a7c4e32';
const onOrder = { victim, ground: 'court_order', reason: 'order of the examining judge' };

const on = (
  command: VaultCommand,
  collection: string,
  body: new () => CommandBody,
  summary: string,
  example: object,
): CommandRoute => ({
  part: 'police-report',
  command,
  path: `police-reports/:id/${collection}`,
  body,
  summary,
  example,
});

export const vaultRoutes: CommandRoute[] = [
  on(
    'requestReveal',
    'reveal-requests',
    RevealBody,
    'Asks for the identity behind a number, on a stated ground',
    onOrder,
  ),
  on('approveReveal', 'reveal-approvals', RevealBody, 'Approves what another asked: for 24 hours', onOrder),
  {
    ...on('readRevealed', 'revelations', RevealBody, 'Reads who is behind a number; each reading is recorded', onOrder),
    ownController: true,
  },
  on('liftAnonymity', 'anonymity-liftings', RevealBody, 'The court has lifted the anonymity', onOrder),
  on('redactText', 'text-redactions', RedactTextBody, 'Replaces a text of before the request that tells the name', {
    hit,
    replacement: 'The clerk stays at home for two weeks.',
  }),
  on('passGuard', 'guard-passes', PassGuardBody, 'Lets a text pass that the leak guard stopped', {
    hit,
    reason: 'A farmer, not the name.',
  }),
];
