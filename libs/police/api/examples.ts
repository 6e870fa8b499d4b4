import type { CommandOn } from '../../contract/index.js';

const suspect = '0b6f0f4e-6d0f-4c55-9d4e-0c6f3f1d2a11';
const victim = '5f1c2b7a-93b1-4a6e-8a5e-2f7d9c0b4e22';

/** Valid bodies with fictional people. */
export const examples: Record<CommandOn<'police-report'>, object> = {
  registerWalkIn: {
    occurredAt: '2014-03-02T22:40:00+01:00',
    municipality: '0363',
    place: 'Bus line 21, stop Eerste Ringdijk',
    category: 'threat',
    description: 'Passenger without a ticket showed a knife.',
    directedAtPublicTask: true,
    reporter: 'victim',
    victims: [
      { ref: 'v1', name: 'Tamara Veldkuil', function: 'bus driver', publicServant: false, knownToSuspect: false },
    ],
    suspects: [{ ref: 's1', description: 'man about 30, green coat', known: false }],
    employer: 'stadsvervoer',
  },
  assignHandler: { to: 'police_officer@PL1300' },
  acknowledgeReport: { appointmentAt: '2014-03-05T10:00:00+01:00' },
  requestUnderNumber: { victim, reason: 'He knows the neighbourhood, not the name.' },
  decideUnderNumber: {
    decision: 'granted',
    reason: 'Credible threat; the suspect does not know the name.',
    prosecutor: 'public_prosecutor@AMS',
  },
  refusePoliceReport: {
    ground: 'not_an_offence',
    reason: 'Rude, not insulting.',
    agreedBy: 'assistant_prosecutor@PL1300',
  },
  takePoliceReport: {
    offences: ['285'],
    weapon: true,
    vptCode: true,
    domicile: 'employer',
    damageAsked: true,
    joinderWish: 'yes',
    wantsInformation: true,
    statement: 'He showed me a knife and said I would see him at the depot.',
  },
  startInvestigation: {},
  registerSuspect: { ref: 's1', birthDate: '1983-06-14' },
  interviewSuspect: { suspect, confessed: true, consentsToHalt: true, earlierHalt: { count: 0 } },
  arrestSuspect: { suspect },
  releaseSuspect: { suspect, servedWith: 'none', reason: 'No hearing date available yet.' },
  consultProsecutor: { suspect, prosecutor: 'public_prosecutor@AMS', advice: 'Release with a summons.' },
  referToHalt: { suspect, offence: '350', damageCents: 80000, informedInWriting: true },
  sendToProsecution: { suspect, offences: ['285'] },
  closeInvestigation: { ground: 'no_suspect', reason: 'No witnesses, no camera.' },
  withdrawPoliceReport: { reason: 'The passenger apologised.' },
  lodgeComplaint: { victim },
  withdrawComplaint: { victim },
  assessVictim: { victim, needs: ['no confrontation at the hearing'] },
  informVictim: { about: 'investigation.closed', by: 'letter' },
  informEmployer: { about: 'file.sent-to-prosecution', by: 'phone' },
};
