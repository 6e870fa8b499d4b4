import type { CommandRoute } from '../../platform/casework/command-route.js';
import {
  RecordEmployerMeasureBody,
  RequestPoliceReportBody,
  SubmitIncidentReportBody,
  SupplementIncidentReportBody,
  WithdrawIncidentReportBody,
} from './bodies.js';

export const employerRoutes: CommandRoute[] = [
  {
    part: 'incident-report',
    command: 'submitIncidentReport',
    path: 'incident-reports',
    body: SubmitIncidentReportBody,
    summary:
      'An incident of aggression against people with a public task; the same employer reference twice is the same report',
    example: {
      occurredAt: '2014-03-02T22:40:00+01:00',
      municipality: '0363',
      place: 'Bus line 21, stop Eerste Ringdijk',
      category: 'threat',
      description: 'Passenger without a ticket showed a knife and said he would wait at the depot.',
      directedAtPublicTask: true,
      policeReportWanted: true,
      reporter: 'victim',
      victims: [
        { ref: 'v1', name: 'Tamara Veldkuil', function: 'bus driver', publicServant: false, knownToSuspect: false },
      ],
      suspects: [{ ref: 's1', description: 'man about 30, green coat', known: false }],
      damages: [{ ref: 'v1', lines: [{ kind: 'material', description: 'telephone', amountCents: 45000 }] }],
      externalReference: 'SV-2014-0311',
    },
  },
  {
    part: 'incident-report',
    command: 'requestPoliceReport',
    path: 'incident-reports/:id/police-report-requests',
    body: RequestPoliceReportBody,
    summary: 'A registered incident goes to the police after all',
    example: {},
  },
  {
    part: 'incident-report',
    command: 'supplementIncidentReport',
    path: 'incident-reports/:id/supplements',
    body: SupplementIncidentReportBody,
    summary: 'More became known: a text, victims, suspects or damage',
    example: { text: 'The driver stays at home for two weeks.' },
  },
  {
    part: 'incident-report',
    command: 'recordEmployerMeasure',
    path: 'incident-reports/:id/measures',
    body: RecordEmployerMeasureBody,
    summary: 'What the employer did towards the perpetrator itself',
    example: { kind: 'access_ban', from: '2014-03-04', until: '2014-09-04' },
  },
  {
    part: 'incident-report',
    command: 'withdrawIncidentReport',
    path: 'incident-reports/:id/withdrawals',
    body: WithdrawIncidentReportBody,
    summary: 'The report is taken back, while no police report was taken',
    example: { reason: 'The visitor apologised and the lifeguard does not want to go on.' },
  },
];
