import type { CommandOn } from '../../contract/index.js';
import type { CommandRoute } from '../../platform/casework/command-route.js';
import {
  AcceptReferralBody,
  AssignHandlerBody,
  CompleteReferralBody,
  DeclineReferralBody,
  FailReferralBody,
  InviteYouthBody,
  RecordProgressBody,
  RequestConsentBody,
  SignAgreementBody,
} from './bodies.js';

const claim = '8a6d5f7e-0f5b-4a37-9d5d-2f1c7a4e6b21';

const route = (
  command: CommandOn<'halt-referral'>,
  collection: string,
  body: CommandRoute['body'],
  summary: string,
  example: object,
): CommandRoute => ({
  part: 'halt-referral',
  command,
  path: `halt-referrals/:id/${collection}`,
  body,
  summary,
  example,
});

export const haltRoutes: CommandRoute[] = [
  route('assignHandler', 'handlers', AssignHandlerBody, 'Assign the referral to a person of the own office', {
    to: 'halt_coordinator@HALT-PL1300',
  }),
  route('requestConsent', 'consent-requests', RequestConsentBody, 'Ask the prosecutor for consent', {}),
  route('acceptReferral', 'acceptances', AcceptReferralBody, 'Accept the referral', {}),
  route('declineReferral', 'declines', DeclineReferralBody, 'Decline the referral: it goes back to the referrer', {
    reason: 'The youth has moved abroad.',
  }),
  route('inviteYouth', 'invitations', InviteYouthBody, 'Invite the youth to an appointment', {
    appointmentAt: '2014-02-20T15:30:00+01:00',
  }),
  route('signAgreement', 'agreements', SignAgreementBody, 'Sign the Halt agreement', {
    hours: 9,
    apology: 'letter',
    conversationWithVictim: false,
    compensation: [{ claim, amountCents: 32_000 }],
    youthConsents: true,
    parentConsents: true,
  }),
  route('recordProgress', 'progress-records', RecordProgressBody, 'Record progress, as totals so far', {
    hoursDone: 4,
    apologyMade: true,
    compensationPaid: { claim, amountCents: 16_000, reference: 'HALT-1' },
  }),
  route('completeReferral', 'completions', CompleteReferralBody, 'Complete the referral: all obligations are done', {}),
  route('failReferral', 'failures', FailReferralBody, 'End without completion: it goes back to the referrer', {
    reason: 'Did not come to two appointments.',
  }),
];
