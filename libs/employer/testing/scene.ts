import { isRefusal } from '../../platform/casework/refusal.js';
import { ContextDriver, acting, person } from '../../platform/casework/testing/drive-context.js';
import { employerRoutes } from '../api/routes.js';
import { employer } from '../employer.context.js';
import type { EmployerCase } from '../incident-report.js';

export const contact = acting(person('contact', 'stadsvervoer', 'employer_contact'));
export const incidentAt = '2014-03-02T21:40:00.000Z';
export const madeAt = '2014-03-03T09:10:00+01:00';

export const driver = {
  ref: 'v1',
  name: 'Tamara Veldkuil',
  function: 'bus driver',
  publicServant: false,
  knownToSuspect: false,
};

export const form = {
  occurredAt: '2014-03-02T22:40:00+01:00',
  municipality: '0363',
  place: 'Bus line 21',
  category: 'threat',
  description: 'Passenger showed a knife.',
  directedAtPublicTask: true,
  policeReportWanted: true,
  reporter: 'victim',
  victims: [driver],
  suspects: [{ ref: 's1', description: 'man, green coat', known: false }],
  damages: [{ ref: 'v1', lines: [{ kind: 'material', description: 'telephone', amountCents: 45000 }] }],
  externalReference: 'SV-1',
};

/** A case at the employer, and short words for what is done with it; for specifications only. */
export class Scene extends ContextDriver<EmployerCase> {
  constructor() {
    super(employer, employerRoutes, [contact]);
  }

  submit(changes: object = {}) {
    const body = { ...form, ...changes };
    return this.give('submitIncidentReport', { at: madeAt, as: contact, sector: 'infrastructure', with: body });
  }

  do(command: string, body: object = {}) {
    return this.give(command, { at: '2014-03-04T09:00:00+01:00', as: contact, part: this.caseId, with: body });
  }

  takePoliceReport() {
    return this.hear('police-report.taken', '2014-03-05T10:00:00+01:00', {
      party: this.involved().victims[0]!.id,
      offences: ['285'],
      serious: true,
      vptCode: true,
      vptProposed: true,
      complaintOffence: false,
      complaintCountsFrom: incidentAt,
      domicile: 'employer',
      domicileChosenByVictim: false,
      damageAsked: true,
      joinderWish: 'no',
      wantsInformation: true,
      damages: [],
    });
  }

  involved() {
    return this.state.report!.involved;
  }

  reportState() {
    return this.stateOf(this.caseId);
  }
}

/** Kind and place of a refusal, to compare with. */
export const refused = (outcome: unknown) =>
  isRefusal(outcome) ? { kind: outcome.kind, pointer: outcome.pointer } : outcome;
