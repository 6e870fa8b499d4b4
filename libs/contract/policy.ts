import type { PartKind } from './events/index.js';
import type { PartyKind, Role } from './roles.js';

/**
 * Corrects an event of a part. It is open to whoever may give the command that made the event; the rows below
 * hold the roles for which that can be.
 */
export const correctEvent = 'correctEvent';

/**
 * Who may do what: one table, default deny. A command is open to the roles named here, acting for the
 * organisation that is party to the case in that role's quality (`partyKindOfRole`). Who knows of the part
 * but may not gives 403; who may not know of it gives 404 (`knownTo`).
 * Source: chain.md, the column "by" of each lifecycle.
 */
export const policy = {
  'incident-report': {
    submitIncidentReport: ['employer_contact'],
    requestPoliceReport: ['employer_contact'],
    supplementIncidentReport: ['employer_contact'],
    recordEmployerMeasure: ['employer_contact'],
    withdrawIncidentReport: ['employer_contact'],
    correctEvent: ['employer_contact'],
  },
  'police-report': {
    registerWalkIn: ['police_officer'],
    assignHandler: ['police_liaison'],
    acknowledgeReport: ['police_officer'],
    requestUnderNumber: ['police_officer', 'employer_contact'],
    decideUnderNumber: ['assistant_prosecutor'],
    refusePoliceReport: ['police_officer'],
    takePoliceReport: ['police_officer'],
    startInvestigation: ['police_officer'],
    registerSuspect: ['police_officer'],
    interviewSuspect: ['police_officer'],
    arrestSuspect: ['police_officer'],
    releaseSuspect: ['police_officer'],
    consultProsecutor: ['police_officer'],
    referToHalt: ['police_officer'],
    sendToProsecution: ['police_officer'],
    closeInvestigation: ['police_officer'],
    withdrawPoliceReport: ['police_officer'],
    lodgeComplaint: ['police_officer'],
    withdrawComplaint: ['police_officer'],
    assessVictim: ['police_officer'],
    informVictim: ['police_officer', 'police_liaison'],
    informEmployer: ['police_officer', 'police_liaison'],
    requestReveal: ['victim_desk', 'public_prosecutor'],
    approveReveal: ['victim_desk', 'public_prosecutor'],
    readRevealed: ['victim_desk', 'public_prosecutor'],
    liftAnonymity: ['public_prosecutor'],
    redactText: ['assistant_prosecutor'],
    passGuard: ['assistant_prosecutor'],
    correctEvent: ['police_officer', 'police_liaison', 'assistant_prosecutor', 'employer_contact'],
  },
  file: {
    assignHandler: ['om_liaison'],
    dismissFile: ['public_prosecutor'],
    referToHalt: ['public_prosecutor'],
    offerTransaction: ['public_prosecutor'],
    recordTransactionFulfilled: ['public_prosecutor', 'om_liaison'],
    recordTransactionLapsed: ['public_prosecutor', 'om_liaison'],
    issuePenalOrder: ['public_prosecutor'],
    recordObjection: ['om_liaison'],
    recordPenalOrderFinal: ['om_liaison'],
    summon: ['public_prosecutor'],
    rescheduleHearing: ['om_liaison'],
    recordJudgment: ['om_liaison'],
    recordAppeal: ['om_liaison'],
    recordJudgmentFinal: ['om_liaison'],
    decideHaltConsent: ['public_prosecutor'],
    informVictim: ['victim_desk', 'om_liaison'],
    informEmployer: ['victim_desk', 'om_liaison'],
    correctEvent: ['public_prosecutor', 'om_liaison', 'victim_desk'],
  },
  'halt-referral': {
    assignHandler: ['halt_coordinator'],
    requestConsent: ['halt_coordinator'],
    acceptReferral: ['halt_coordinator'],
    declineReferral: ['halt_coordinator'],
    inviteYouth: ['halt_coordinator'],
    signAgreement: ['halt_coordinator'],
    recordProgress: ['halt_coordinator'],
    completeReferral: ['halt_coordinator'],
    failReferral: ['halt_coordinator'],
    correctEvent: ['halt_coordinator'],
  },
  claim: {
    assignHandler: ['recovery_officer'],
    substantiateClaim: ['recovery_officer'],
    chooseRoute: ['recovery_officer'],
    recordAward: ['recovery_officer'],
    recordPayment: ['recovery_officer'],
    reversePayment: ['recovery_officer'],
    writeOff: ['recovery_officer'],
    correctEvent: ['recovery_officer'],
  },
} as const satisfies Record<PartKind, Record<string, readonly Role[]>>;

/** The commands on a police report that the vault carries out, where the police have no say. */
export const vaultCommands = [
  'requestReveal',
  'approveReveal',
  'readRevealed',
  'liftAnonymity',
  'redactText',
  'passGuard',
] as const;
export type VaultCommand = (typeof vaultCommands)[number];

export const isVaultCommand = (command: string): boolean => vaultCommands.some((one) => one === command);

/** The commands of a part's lifecycle at its owner: all but those that are for every kind of part, or the vault's. */
export type CommandOn<Kind extends PartKind> = Exclude<
  Extract<keyof (typeof policy)[Kind], string>,
  typeof correctEvent | VaultCommand
>;

export const commandsOn = <Kind extends PartKind>(kind: Kind): CommandOn<Kind>[] =>
  Object.keys(policy[kind]).filter(
    (command) => command !== correctEvent && !isVaultCommand(command),
  ) as CommandOn<Kind>[];

export const mayCommand = (part: PartKind, command: string, role: Role): boolean => {
  const commands: Record<string, readonly Role[]> = policy[part];
  return Object.hasOwn(commands, command) && (commands[command]?.includes(role) ?? false);
};

/** Which parties know of a part of their case, once they are party to it: those who may see the event that made it. */
export const knownTo: Record<PartKind, readonly PartyKind[]> = {
  'incident-report': ['employer', 'police'],
  'police-report': ['employer', 'police', 'om'],
  file: ['employer', 'police', 'om', 'recovery'],
  'halt-referral': ['employer', 'police', 'om', 'halt', 'recovery'],
  claim: ['employer', 'recovery', 'om'],
};

/** Who reads a part whole, at its owner; everybody else who knows of it reads its state in the case file. */
export const readers: Record<PartKind, readonly Role[]> = {
  'incident-report': ['employer_contact', 'police_officer', 'police_liaison', 'assistant_prosecutor'],
  'police-report': [
    'police_officer',
    'police_liaison',
    'assistant_prosecutor',
    'public_prosecutor',
    'om_liaison',
    'victim_desk',
  ],
  file: ['public_prosecutor', 'om_liaison', 'victim_desk'],
  'halt-referral': ['halt_coordinator', 'police_officer', 'police_liaison', 'public_prosecutor', 'om_liaison'],
  claim: ['recovery_officer', 'employer_contact'],
};

/** Who reads back what was given on a part: who reads the part; of the vault's commands, who may give them. */
export const readersOfCommands = (part: PartKind, command: string): readonly Role[] => {
  if (!isVaultCommand(command)) return readers[part];
  const commands: Record<string, readonly Role[]> = policy[part];
  return commands[command] ?? [];
};
