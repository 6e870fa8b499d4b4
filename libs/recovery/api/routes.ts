import type { CommandRoute } from '../../platform/casework/command-route.js';
import {
  AssignHandlerBody,
  ChooseRouteBody,
  RecordAwardBody,
  RecordPaymentBody,
  ReversePaymentBody,
  SubstantiateClaimBody,
  WriteOffBody,
} from './bodies.js';

const suspect = '6f0c1f0e-3b1c-4c53-9a55-0c7a4b1d2e01';

export const recoveryRoutes: CommandRoute[] = [
  {
    part: 'claim',
    command: 'substantiateClaim',
    path: 'claims/:id/substantiations',
    body: SubstantiateClaimBody,
    summary: 'The lines of the claim with their evidence; they replace those that were reported',
    example: {
      lines: [
        { kind: 'material', description: 'telephone', amountCents: 45000, evidence: 'receipt' },
        { kind: 'immaterial', description: 'smart money', amountCents: 80000 },
      ],
    },
  },
  {
    part: 'claim',
    command: 'chooseRoute',
    path: 'claims/:id/routes',
    body: ChooseRouteBody,
    summary: 'The way along which the damage is to be recovered',
    example: { route: 'joined', reason: 'the summons has been issued' },
  },
  {
    part: 'claim',
    command: 'recordAward',
    path: 'claims/:id/awards',
    body: RecordAwardBody,
    summary: 'An award by a civil court or an agreement with who has to pay',
    example: { amountCents: 105000, debtors: [suspect], jointly: false, by: 'agreement' },
  },
  {
    part: 'claim',
    command: 'recordPayment',
    path: 'claims/:id/payments',
    body: RecordPaymentBody,
    summary: 'A payment received, once per reference of the payer',
    example: { from: suspect, amountCents: 50000, reference: 'CJIB-1', receivedOn: '2014-09-01' },
  },
  {
    part: 'claim',
    command: 'reversePayment',
    path: 'claims/:id/payment-reversals',
    body: ReversePaymentBody,
    summary: 'A payment taken back, named by its reference',
    example: { reference: 'CJIB-1', reason: 'booked on the wrong claim' },
  },
  {
    part: 'claim',
    command: 'writeOff',
    path: 'claims/:id/write-offs',
    body: WriteOffBody,
    summary: 'The claim given up; a large one by another than who substantiated it',
    example: { reason: 'no recourse' },
  },
  {
    part: 'claim',
    command: 'assignHandler',
    path: 'claims/:id/handlers',
    body: AssignHandlerBody,
    summary: 'The person of the own organisation who handles the claim',
    example: { to: 'recovery_officer-stadsvervoer-2' },
  },
];
