import type { CommandOn } from '../contract/index.js';
import type { CaseContext, CommandDefinition } from '../platform/casework/case-context.js';
import { begin, knows, parties, parts, type HaltCase } from './case.js';
import { signAgreement } from './commands/agreement.js';
import { acceptReferral, assignHandler, declineReferral, inviteYouth, requestConsent } from './commands/intake.js';
import { completeReferral, failReferral, recordProgress } from './commands/progress.js';
import { reactions } from './reactions.js';
import { referralArrivals, referralLifecycle } from './referral.lifecycle.js';

const referralCommands: Record<CommandOn<'halt-referral'>, CommandDefinition<HaltCase, never>> = {
  assignHandler,
  requestConsent,
  acceptReferral,
  declineReferral,
  inviteYouth,
  signAgreement,
  recordProgress,
  completeReferral,
  failReferral,
};

/** Halt's part of a case: a referral per suspect. */
export const halt: CaseContext<HaltCase> = {
  name: 'halt',
  begin,
  parts,
  lifecycles: { 'halt-referral': referralLifecycle },
  arrivals: { 'halt-referral': referralArrivals },
  commands: { 'halt-referral': referralCommands },
  reactions,
  parties,
  knows,
};

export { haltReferralView, type HaltReferralView } from './referral-view.js';
export type { HaltCase } from './case.js';
