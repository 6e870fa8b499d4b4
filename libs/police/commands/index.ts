import type { CommandOn } from '../../contract/index.js';
import type { CommandDefinition } from '../../platform/casework/case-context.js';
import type { PoliceCase } from '../police-case.js';
import { acknowledgeReport } from './acknowledge-report.js';
import { assessVictim } from './assess-victim.js';
import { assignHandler } from './assign-handler.js';
import { lodgeComplaint, withdrawComplaint } from './complaint.js';
import { arrestSuspect, consultProsecutor, releaseSuspect } from './custody.js';
import { informEmployer, informVictim } from './inform.js';
import { interviewSuspect } from './interview-suspect.js';
import { closeInvestigation, startInvestigation } from './investigation.js';
import { referToHalt } from './refer-to-halt.js';
import { refusePoliceReport } from './refuse-police-report.js';
import { registerSuspect } from './register-suspect.js';
import { registerWalkIn } from './register-walk-in.js';
import { sendToProsecution } from './send-to-prosecution.js';
import { takePoliceReport } from './take-police-report.js';
import { decideUnderNumber, requestUnderNumber } from './under-number.js';
import { withdrawPoliceReport } from './withdraw-police-report.js';

export const policeReportCommands: Record<CommandOn<'police-report'>, CommandDefinition<PoliceCase, never>> = {
  registerWalkIn,
  assignHandler,
  acknowledgeReport,
  requestUnderNumber,
  decideUnderNumber,
  refusePoliceReport,
  takePoliceReport,
  startInvestigation,
  registerSuspect,
  interviewSuspect,
  arrestSuspect,
  releaseSuspect,
  consultProsecutor,
  referToHalt,
  sendToProsecution,
  closeInvestigation,
  withdrawPoliceReport,
  lodgeComplaint,
  withdrawComplaint,
  assessVictim,
  informVictim,
  informEmployer,
};
