import type { CommandBody } from '../../platform/http/validation.js';
import type { CommandOn } from '../../contract/index.js';
import type { CommandRoute } from '../../platform/casework/command-route.js';
import * as bodies from './bodies.js';
import { examples } from './examples.js';

const on = (
  command: CommandOn<'police-report'>,
  collection: string,
  body: new () => CommandBody,
  summary: string,
): CommandRoute => ({
  part: 'police-report',
  command,
  path: `police-reports/:id/${collection}`,
  body,
  summary,
  example: examples[command],
});

export const policeRoutes: CommandRoute[] = [
  {
    part: 'police-report',
    command: 'registerWalkIn',
    path: 'police-reports',
    body: bodies.RegisterWalkInBody,
    summary: 'A report at the desk, without an incident report before it',
    example: examples.registerWalkIn,
  },
  on('assignHandler', 'handlers', bodies.AssignHandlerBody, 'The person who handles the report'),
  on(
    'acknowledgeReport',
    'acknowledgements',
    bodies.AcknowledgeReportBody,
    'Contact made with the reporter, appointment',
  ),
  on(
    'requestUnderNumber',
    'under-number-requests',
    bodies.RequestUnderNumberBody,
    'A victim asks to report under number',
  ),
  on(
    'decideUnderNumber',
    'under-number-decisions',
    bodies.DecideUnderNumberBody,
    'Decision on a report under number, with the agreement of a prosecutor',
  ),
  on(
    'refusePoliceReport',
    'refusals',
    bodies.RefusePoliceReportBody,
    'Refusal, with the agreement of an assistant prosecutor',
  ),
  on(
    'takePoliceReport',
    'statements',
    bodies.TakePoliceReportBody,
    'The report is taken: statement, offences, VPT code, wishes',
  ),
  on('startInvestigation', 'investigations', bodies.StartInvestigationBody, 'Start of the investigation'),
  on('registerSuspect', 'suspects', bodies.RegisterSuspectBody, 'A suspect of the incident'),
  on('interviewSuspect', 'interviews', bodies.InterviewSuspectBody, 'Interview of a suspect'),
  on('arrestSuspect', 'arrests', bodies.ArrestSuspectBody, 'Arrest of a suspect'),
  on('releaseSuspect', 'releases', bodies.ReleaseSuspectBody, 'Release of a suspect, and what was served'),
  on(
    'consultProsecutor',
    'consultations',
    bodies.ConsultProsecutorBody,
    'Consultation of the prosecutor about a suspect',
  ),
  on('referToHalt', 'halt-referrals', bodies.ReferToHaltBody, 'Referral of a suspect to Halt'),
  on('sendToProsecution', 'hand-overs', bodies.SendToProsecutionBody, 'Hand-over of the file of a suspect to OM'),
  on(
    'closeInvestigation',
    'closures',
    bodies.CloseInvestigationBody,
    'End of the investigation, with ground and reason',
  ),
  on(
    'withdrawPoliceReport',
    'withdrawals',
    bodies.WithdrawPoliceReportBody,
    'Withdrawal at the request of the reporter',
  ),
  on('lodgeComplaint', 'complaints', bodies.LodgeComplaintBody, 'Complaint of a victim (Sr 64)'),
  on('withdrawComplaint', 'complaint-withdrawals', bodies.WithdrawComplaintBody, 'Withdrawal of a complaint (Sr 67)'),
  on(
    'assessVictim',
    'victim-assessments',
    bodies.AssessVictimBody,
    'Assessment of the needs for protection of a victim',
  ),
  on('informVictim', 'victim-notices', bodies.InformVictimBody, 'Victims were informed'),
  on('informEmployer', 'employer-notices', bodies.InformEmployerBody, 'The employer was informed'),
];
