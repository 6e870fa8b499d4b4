import type { EventData } from '../../contract/index.js';
import { isRefusal } from '../../platform/casework/refusal.js';
import { ContextDriver, type Given, acting, person } from '../../platform/casework/testing/drive-context.js';
import { policeRoutes } from '../api/routes.js';
import type { PoliceCase, PoliceReport, Suspect } from '../police-case.js';
import { police } from '../police.context.js';

/** The people, identifiers and a case to tell the rules of the police with; for specifications only. */
export const officer = acting(person('officer', 'PL1300', 'police_officer'));
export const liaison = acting(person('liaison', 'PL1300', 'police_liaison'));
export const assistant = acting(person('assistant', 'PL1300', 'assistant_prosecutor'));
export const assistantElsewhere = person('assistant-2', 'PL1500', 'assistant_prosecutor');
export const officerWhoAlsoAssists = acting(person('both', 'PL1300', 'police_officer', 'assistant_prosecutor'));
export const prosecutor = person('prosecutor', 'AMS', 'public_prosecutor');
export const prosecutorElsewhere = person('prosecutor-2', 'LIM', 'public_prosecutor');
export const desk = person('desk', 'AMS', 'victim_desk');
const people = [
  officer,
  liaison,
  assistant,
  assistantElsewhere,
  officerWhoAlsoAssists,
  prosecutor,
  prosecutorElsewhere,
  desk,
];

const identifier = (number: number): string => `10000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const v1 = identifier(1);
export const v2 = identifier(2);
export const v3 = identifier(3);
export const s1 = identifier(11);
export const s2 = identifier(12);
export const employerParty = identifier(21);
export const stranger = identifier(99);

export type Incident = EventData<'incident-report.submitted'>['incident'];
export const victim = (id: string, changes: object = {}): Incident['victims'][number] => ({
  id,
  publicServant: false,
  knownToSuspect: false,
  wantsReportUnderNumber: false,
  ...changes,
});

export const incident = (changes: Partial<Incident> = {}): Incident => ({
  incidentAt: '2014-03-02T21:40:00.000Z',
  municipality: '0363',
  category: 'threat',
  directedAtPublicTask: true,
  reporter: 'victim',
  employer: 'stadsvervoer',
  sector: 'infrastructure',
  employerParty,
  victims: [victim(v1)],
  suspects: [
    { id: s1, known: false },
    { id: s2, known: false },
  ],
  damages: [],
  ...changes,
});

export const taking = {
  offences: ['285'],
  vptCode: true,
  domicile: 'employer',
  damageAsked: true,
  joinderWish: 'yes',
  wantsInformation: true,
  statement: 'He showed me a knife.',
};

/** A case at the police, and short words for what is done with it. */
export class Scene extends ContextDriver<PoliceCase> {
  private hour = 0;

  constructor() {
    super(police, policeRoutes, people);
  }

  /** Each next thing happens an hour after the last, from the morning after the incident on. */
  next(): string {
    this.hour += 1;
    return new Date(Date.parse('2014-03-03T08:00:00Z') + this.hour * 3_600_000).toISOString();
  }

  submitted(changes: Partial<Incident> = {}) {
    return this.hear('incident-report.submitted', this.next(), { incident: incident(changes), policeUnit: 'PL1300' });
  }

  supplemented(changes: Partial<EventData<'incident-report.supplemented'>>) {
    const nothing = { textAdded: false, victims: [], suspects: [], damages: [] };
    return this.hear('incident-report.supplemented', this.next(), { ...nothing, ...changes });
  }

  returned(
    suspect: string,
    type: 'halt.returned' | 'referral.declined' = 'halt.returned',
    to: 'police' | 'om' = 'police',
  ) {
    return type === 'halt.returned'
      ? this.hear(type, this.next(), { to }, { strand: suspect })
      : this.hear(type, this.next(), { to, consentRefused: true }, { strand: suspect });
  }

  /** The outcome, or the refusal. */
  tryTo(command: string, body: object = {}, { at = this.next(), ...given }: Partial<Given> = {}) {
    return this.give(command, { as: officer, part: this.report().id, with: body, ...given, at });
  }

  /** The outcome; a refusal is a fault of the specification. */
  do(command: string, body: object = {}, given: Partial<Given> = {}) {
    const outcome = this.tryTo(command, body, given);
    if (isRefusal(outcome)) throw new Error(`${command}: ${outcome.code} ${outcome.detail}`);
    return outcome;
  }

  /** A report in this state, reached by the shortest way. */
  reportIn(state: PoliceReport['state'], changes: Partial<Incident> = {}): void {
    this.submitted(changes);
    if (state === 'received') return;
    if (state === 'refused') {
      this.do('refusePoliceReport', { ground: 'other', reason: 'x', agreedBy: assistant.id });
      return;
    }
    this.do('acknowledgeReport');
    if (state === 'acknowledged') return;
    this.do('takePoliceReport', taking);
    if (state === 'taken') return;
    if (state === 'withdrawn') return void this.do('withdrawPoliceReport', { reason: 'x' });
    this.do('startInvestigation');
    if (state === 'closed') return void this.do('closeInvestigation', { ground: 'other', reason: 'x' });
    if (state === 'under_investigation') return;
    this.do('registerSuspect', { ref: s1, birthDate: '1983-06-14' });
    this.do('sendToProsecution', { suspect: s1, offences: ['285'] });
  }

  /** Under investigation, with these suspects of sixteen registered. */
  investigating(...suspects: string[]): void {
    this.reportIn('under_investigation');
    suspects.forEach((ref) => this.do('registerSuspect', { ref, birthDate: '1997-06-14' }));
  }

  report(party: string = this.state.reports[0]?.party ?? ''): PoliceReport {
    const found = this.state.reports.find((report) => report.party === party);
    if (!found) throw new Error('no such report');
    return found;
  }

  suspect(id: string): Suspect {
    const found = this.state.suspects.find((suspect) => suspect.id === id);
    if (!found) throw new Error('no such suspect');
    return found;
  }

  states(): string[] {
    return this.state.reports.map(({ state }) => state);
  }
}

/** Kind and place of a refusal, to compare with. */
export const refusal = (outcome: unknown): object =>
  isRefusal(outcome)
    ? { kind: outcome.kind, code: outcome.code, ...(outcome.pointer === undefined ? {} : { pointer: outcome.pointer }) }
    : { notRefused: outcome };
