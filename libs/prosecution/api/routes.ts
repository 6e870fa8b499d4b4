import type { CommandOn } from '../../contract/index.js';
import type { CommandRoute } from '../../platform/casework/command-route.js';
import {
  AssignHandlerBody,
  DecideHaltConsentBody,
  DismissFileBody,
  InformEmployerOfFileBody,
  InformVictimOfFileBody,
  IssuePenalOrderBody,
  OfferTransactionBody,
  RecordAppealBody,
  RecordJudgmentBody,
  RecordJudgmentFinalBody,
  RecordObjectionBody,
  RecordPenalOrderFinalBody,
  RecordTransactionFulfilledBody,
  RecordTransactionLapsedBody,
  ReferFileToHaltBody,
  RescheduleHearingBody,
  SummonBody,
} from './bodies.js';

const suspect = '3f0c2a52-6d0e-4b52-9c53-1f6f3b8f7a10';
const claim = '8a6d5f7e-0f5b-4a37-9d5d-2f1c7a4e6b21';
const demand = { guideline: { hours: 40 }, vptRisePercent: 200, demanded: { hours: 120 } };

const route = (
  command: CommandOn<'file'>,
  collection: string,
  body: CommandRoute['body'],
  summary: string,
  example: object,
): CommandRoute => ({ part: 'file', command, path: `files/:id/${collection}`, body, summary, example });

export const prosecutionRoutes: CommandRoute[] = [
  route('assignHandler', 'handlers', AssignHandlerBody, 'Assign the file to a person of the own office', {
    to: 'om_liaison@AMS',
  }),
  route('dismissFile', 'dismissals', DismissFileBody, 'Dismiss the file (sepot), with ground and reason', {
    groundCode: '02',
    kind: 'technical',
    reason: 'Recognition at a distance of sixty metres, no other evidence.',
  }),
  route('referToHalt', 'halt-referrals', ReferFileToHaltBody, 'Refer the suspect to Halt', {
    suspect,
    offence: '350',
    damageCents: 32_000,
    informedInWriting: true,
  }),
  route('offerTransaction', 'transactions', OfferTransactionBody, 'Offer a transaction (Sr 74)', {
    amountCents: 60_000,
    compensation: [{ claim, amountCents: 45_000 }],
    demand: { guideline: { fineCents: 20_000 }, vptRisePercent: 200, demanded: { fineCents: 60_000 } },
    claimsNamed: [claim],
  }),
  route(
    'recordTransactionFulfilled',
    'transaction-fulfilments',
    RecordTransactionFulfilledBody,
    'Record that the transaction was fulfilled',
    {},
  ),
  route(
    'recordTransactionLapsed',
    'transaction-lapses',
    RecordTransactionLapsedBody,
    'Record that the transaction lapsed',
    {},
  ),
  route('issuePenalOrder', 'penal-orders', IssuePenalOrderBody, 'Issue a penal order (Sv 257a)', {
    hours: 120,
    compensation: [{ claim, amountCents: 45_000 }],
    demand,
    claimsNamed: [claim],
  }),
  route('recordObjection', 'objections', RecordObjectionBody, 'Record an objection to the penal order', {
    knownAt: '2014-03-03T09:10:00+01:00',
  }),
  route(
    'recordPenalOrderFinal',
    'penal-order-finalities',
    RecordPenalOrderFinalBody,
    'Record that the penal order became final',
    { compliedWith: true },
  ),
  route('summon', 'summonses', SummonBody, 'Summon the suspect to court', {
    hearingAt: '2014-05-20T09:30:00+02:00',
    court: 'Rechtbank Amsterdam',
    demand,
    claimsNamed: [claim],
  }),
  route('rescheduleHearing', 'hearings', RescheduleHearingBody, 'Move the hearing', {
    hearingAt: '2014-06-03T09:30:00+02:00',
    reason: 'A witness is not available.',
  }),
  route('recordJudgment', 'judgments', RecordJudgmentBody, 'Record a judgment with its awards', {
    verdict: 'convicted',
    sentence: { hours: 100 },
    violentOrSexual: true,
    awards: [{ claim, amountCents: 45_000, jointly: false, measure: true }],
  }),
  route('recordAppeal', 'appeals', RecordAppealBody, 'Record an appeal against the judgment', {}),
  route(
    'recordJudgmentFinal',
    'judgment-finalities',
    RecordJudgmentFinalBody,
    'Record that the judgment became final',
    {},
  ),
  route(
    'decideHaltConsent',
    'halt-consent-decisions',
    DecideHaltConsentBody,
    'Give or refuse the consent that Halt asked for',
    { suspect, decision: 'given', reason: 'First offence; an apology to the teacher fits.' },
  ),
  route('informVictim', 'victim-notices', InformVictimOfFileBody, 'Record that victims were told of an event', {
    about: 'summons.issued',
    by: 'letter',
    suspect,
  }),
  route(
    'informEmployer',
    'employer-notices',
    InformEmployerOfFileBody,
    'Record that the employer was told of an event',
    {
      about: 'file.dismissed',
      by: 'phone',
    },
  ),
];
