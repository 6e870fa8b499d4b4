import type { PartKind } from '../events/index.js';
import type { PartyKind, Role } from '../roles.js';

type ByRole = Partial<Record<Role, readonly string[]>>;

const investigation = [
  'acknowledgeReport',
  'requestUnderNumber',
  'refusePoliceReport',
  'takePoliceReport',
  'startInvestigation',
  'registerSuspect',
  'interviewSuspect',
  'arrestSuspect',
  'releaseSuspect',
  'consultProsecutor',
  'referToHalt',
  'sendToProsecution',
  'closeInvestigation',
  'withdrawPoliceReport',
  'lodgeComplaint',
  'withdrawComplaint',
  'assessVictim',
];

const informing = ['informVictim', 'informEmployer'];

/**
 * The column "by" of the lifecycles, turned round: what each role may do. Written out once more, apart from the
 * policy, so that a slip in either shows. A correction is open to whoever may give the command that it corrects.
 */
export const commandsByRole: Record<PartKind, ByRole> = {
  'incident-report': {
    employer_contact: [
      'submitIncidentReport',
      'requestPoliceReport',
      'supplementIncidentReport',
      'recordEmployerMeasure',
      'withdrawIncidentReport',
      'correctEvent',
    ],
  },
  'police-report': {
    police_officer: ['registerWalkIn', ...investigation, ...informing, 'correctEvent'],
    police_liaison: ['assignHandler', ...informing, 'correctEvent'],
    assistant_prosecutor: ['decideUnderNumber', 'redactText', 'passGuard', 'correctEvent'],
    employer_contact: ['requestUnderNumber', 'correctEvent'],
    victim_desk: ['requestReveal', 'approveReveal', 'readRevealed'],
    public_prosecutor: ['requestReveal', 'approveReveal', 'readRevealed', 'liftAnonymity'],
  },
  file: {
    public_prosecutor: [
      'dismissFile',
      'referToHalt',
      'offerTransaction',
      'recordTransactionFulfilled',
      'recordTransactionLapsed',
      'issuePenalOrder',
      'summon',
      'decideHaltConsent',
      'correctEvent',
    ],
    om_liaison: [
      'assignHandler',
      'recordTransactionFulfilled',
      'recordTransactionLapsed',
      'recordObjection',
      'recordPenalOrderFinal',
      'rescheduleHearing',
      'recordJudgment',
      'recordAppeal',
      'recordJudgmentFinal',
      ...informing,
      'correctEvent',
    ],
    victim_desk: [...informing, 'correctEvent'],
  },
  'halt-referral': {
    halt_coordinator: [
      'assignHandler',
      'requestConsent',
      'acceptReferral',
      'declineReferral',
      'inviteYouth',
      'signAgreement',
      'recordProgress',
      'completeReferral',
      'failReferral',
      'correctEvent',
    ],
  },
  claim: {
    recovery_officer: [
      'assignHandler',
      'substantiateClaim',
      'chooseRoute',
      'recordAward',
      'recordPayment',
      'reversePayment',
      'writeOff',
      'correctEvent',
    ],
  },
};

/** Which parts a party knows of: those whose making it may see. OM hears of claims by what it awards on them. */
export const partsKnownTo: Record<PartyKind, readonly PartKind[]> = {
  employer: ['incident-report', 'police-report', 'file', 'halt-referral', 'claim'],
  police: ['incident-report', 'police-report', 'file', 'halt-referral'],
  om: ['police-report', 'file', 'halt-referral', 'claim'],
  halt: ['halt-referral'],
  recovery: ['file', 'halt-referral', 'claim'],
};
