import type { CaseContext, CommandDefinition } from '../platform/casework/case-context.js';
import type { CommandOn } from '../contract/index.js';
import { begin, knows, parties, parts, type ProsecutionCase } from './case.js';
import { recordAppeal, recordJudgment, recordJudgmentFinal, rescheduleHearing, summon } from './commands/court.js';
import { dismissFile } from './commands/dismissal.js';
import { decideHaltConsent, referToHalt } from './commands/halt.js';
import { assignHandler, informEmployer, informVictim } from './commands/information.js';
import { issuePenalOrder, recordObjection, recordPenalOrderFinal } from './commands/penal-order.js';
import { offerTransaction, recordTransactionFulfilled, recordTransactionLapsed } from './commands/transaction.js';
import { fileArrivals, fileLifecycle } from './file.lifecycle.js';
import { reactions } from './reactions.js';

const fileCommands: Record<CommandOn<'file'>, CommandDefinition<ProsecutionCase, never>> = {
  assignHandler,
  dismissFile,
  referToHalt,
  offerTransaction,
  recordTransactionFulfilled,
  recordTransactionLapsed,
  issuePenalOrder,
  recordObjection,
  recordPenalOrderFinal,
  summon,
  rescheduleHearing,
  recordJudgment,
  recordAppeal,
  recordJudgmentFinal,
  decideHaltConsent,
  informVictim,
  informEmployer,
};

/** The prosecution's (OM's) part of a case: a file per suspect. */
export const prosecution: CaseContext<ProsecutionCase> = {
  name: 'prosecution',
  begin,
  parts,
  lifecycles: { file: fileLifecycle },
  arrivals: { file: fileArrivals },
  commands: { file: fileCommands },
  reactions,
  parties,
  knows,
};

export { fileView, type FileView } from './file-view.js';
export type { ProsecutionCase } from './case.js';
