import type { EventData, EventOf, EventSubject, EventType, Producer } from '../../contract/index.js';
import type { Fact } from '../facts.js';

const caseId = '00000000-0000-7000-8000-00000000ca5e';

/** Identifiers that sort in the order in which they were made. */
const numbered = (number: number): string => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

export const ids = {
  report: numbered(900_001),
  victim: numbered(900_002),
  strand: numbered(900_003),
  claim: numbered(900_004),
  employer: numbered(900_005),
};

type Recorded = { at: string; recordedAt?: string; about?: EventSubject; producer?: Producer };

/** Writes down what happened to an invented case, event by event. Times are given as in Amsterdam. */
export class History {
  readonly events: Fact[] = [];

  add<T extends EventType>(type: T, recorded: Recorded, data: EventData<T>): this {
    const occurredAt = new Date(recorded.at).toISOString();
    const event = {
      id: numbered(this.events.length + 1),
      type,
      version: 1,
      caseId,
      caseNumber: 'VPT-2014-000001',
      producer: recorded.producer ?? 'police',
      occurredAt,
      recordedAt: recorded.recordedAt ? new Date(recorded.recordedAt).toISOString() : occurredAt,
      about: recorded.about ?? {},
      data,
    } as EventOf<T> & Fact;
    this.events.push(event);
    return this;
  }

  get last(): Fact {
    const last = this.events.at(-1);
    if (!last) throw new Error('nothing happened yet');
    return last;
  }
}

const report = {
  policeReport: ids.report,
  victim: ids.victim,
  part: { kind: 'police-report' as const, id: ids.report, state: 'received' },
};
export const onReport = { about: report };
export const onStrand = { about: { strand: ids.strand } };
export const atOm = {
  about: { strand: ids.strand, part: { kind: 'file' as const, id: ids.strand, state: 'received' } },
  producer: 'prosecution' as const,
};

export const incident = (at: string): EventData<'incident-report.submitted'>['incident'] => ({
  incidentAt: new Date(at).toISOString(),
  municipality: '0363',
  category: 'threat',
  directedAtPublicTask: true,
  reporter: 'victim',
  employer: 'stadsvervoer',
  sector: 'infrastructure',
  employerParty: ids.employer,
  victims: [{ id: ids.victim, publicServant: false, knownToSuspect: false, wantsReportUnderNumber: false }],
  suspects: [],
  damages: [],
});

/** Submitted and received at the police at the same moment. */
export function submitted(at: string, incidentAt = at): History {
  return new History()
    .add(
      'incident-report.submitted',
      { at, producer: 'employer' },
      { incident: incident(incidentAt), policeUnit: 'PL1300' },
    )
    .add('police-report.received', { at, ...onReport }, received(at));
}

export const received = (at: string): EventData<'police-report.received'> => ({
  reporter: 'victim',
  party: ids.victim,
  policeUnit: 'PL1300',
  walkIn: false,
  employer: 'stadsvervoer',
  submittedAt: new Date(at).toISOString(),
});

export const taken = (changes: Partial<EventData<'police-report.taken'>> = {}): EventData<'police-report.taken'> => ({
  party: ids.victim,
  offences: ['285'],
  serious: false,
  vptCode: true,
  vptProposed: true,
  complaintOffence: false,
  complaintCountsFrom: '2014-03-02T21:40:00.000Z',
  domicile: 'employer',
  domicileChosenByVictim: false,
  damageAsked: true,
  joinderWish: 'yes',
  wantsInformation: true,
  damages: [],
  ...changes,
});

export const demand = (
  changes: Partial<EventData<'summons.issued'>['demand']> = {},
): EventData<'summons.issued'>['demand'] => ({
  guideline: { hours: 40 },
  vptRisePercent: 200,
  demanded: { hours: 120 },
  reasonGiven: false,
  againstGuideline: 'equal',
  ...changes,
});

export const summons = (
  hearingAt: string,
  changes: Partial<EventData<'summons.issued'>> = {},
): EventData<'summons.issued'> => ({
  hearingAt: new Date(hearingAt).toISOString(),
  fastTrack: false,
  demand: demand(),
  claimsNamed: [],
  claimsWished: [],
  noClaimReasonGiven: false,
  ...changes,
});
