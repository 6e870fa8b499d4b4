import { type Days, nothing, type Step } from './step.js';

/** A youth at Halt, from the referral until it is completed. */
export function haltSteps(days: Days, suspect: string): Step[] {
  const at = (day: number, command: string, body: Step['body'] = nothing): Step => ({
    day,
    role: 'halt_coordinator',
    command,
    kind: 'halt-referral',
    of: suspect,
    body,
  });
  return [
    at(days.after(3), 'acceptReferral'),
    at(days.after(4), 'inviteYouth', (known) => ({ appointmentAt: known.in(7) })),
    at(days.after(8), 'signAgreement', () => ({
      hours: 8,
      hoursReason: 'what fits this youth',
      apology: 'letter',
      conversationWithVictim: false,
      youthConsents: true,
      parentConsents: true,
    })),
    at(days.after(20), 'recordProgress', () => ({ hoursDone: 8, apologyMade: true })),
    at(days.after(2), 'completeReferral'),
  ];
}
