import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventOf } from '../contract/index.js';
import { type Refusal, isRefusal } from '../platform/casework/refusal.js';
import { ContextDriver, acting, person, typesOf } from '../platform/casework/testing/drive-context.js';
import { employerRoutes } from './api/routes.js';
import { employer } from './employer.context.js';
import type { EmployerCase } from './incident-report.js';
import { incidentReportView } from './view.js';

const contact = acting(person('contact', 'stadsvervoer', 'employer_contact'));
const incidentAt = '2014-03-02T21:40:00.000Z';
const madeAt = '2014-03-03T09:10:00+01:00';

const driver = {
  ref: 'v1',
  name: 'Tamara Veldkuil',
  function: 'bus driver',
  publicServant: false,
  knownToSuspect: false,
};
const form = {
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

let report: ContextDriver<EmployerCase>;

beforeEach(() => {
  report = new ContextDriver(employer, employerRoutes, [contact]);
});

const submit = (changes: object = {}) =>
  report.give('submitIncidentReport', {
    at: madeAt,
    as: contact,
    sector: 'infrastructure',
    with: { ...form, ...changes },
  });
const give = (command: string, body: object = {}, at = '2014-03-04T09:00:00+01:00') =>
  report.give(command, { at, as: contact, part: report.caseId, with: body });
const refused = (outcome: Refusal | unknown) =>
  isRefusal(outcome) ? { kind: outcome.kind, pointer: outcome.pointer } : outcome;
const involved = () => report.state.report!.involved;
const state = () => report.stateOf(report.caseId);
const takePoliceReport = () =>
  report.hear('police-report.taken', '2014-03-05T10:00:00+01:00', {
    party: involved().victims[0]!.id,
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

describe('submitIncidentReport', () => {
  it('makes a submitted report when a police report is wanted, and tells the facts without a person', () => {
    const [event] = submit() as [EventOf<'incident-report.submitted'>];
    expect(event).toMatchObject({
      type: 'incident-report.submitted',
      occurredAt: '2014-03-03T08:10:00.000Z',
      about: { part: { kind: 'incident-report', id: report.caseId, state: 'submitted' } },
      data: {
        policeUnit: 'PL1300',
        incident: { incidentAt, employer: 'stadsvervoer', sector: 'infrastructure', reporter: 'victim' },
      },
    });
    const text = JSON.stringify(event);
    for (const told of ['Tamara', 'Bus line', 'knife', 'green', 'telephone', 'SV-1']) expect(text).not.toContain(told);
  });

  it('makes a registered report when none is wanted, which the police have no part in', () => {
    expect(typesOf(submit({ policeReportWanted: false }))).toEqual(['incident-report.registered']);
    expect(state()).toBe('registered');
    expect(employer.parties(report.state)).toEqual({ employer: ['stadsvervoer'], police: [] });
  });

  it('makes the police unit of the municipality party to the case', () => {
    submit({ municipality: '0935' });
    expect(employer.parties(report.state)).toEqual({ employer: ['stadsvervoer'], police: ['PL2300'] });
  });

  it('is of the moment at which it is made, not of the incident', () => {
    submit();
    expect(employer.parts(report.state)).toEqual([
      { kind: 'incident-report', id: report.caseId, state: 'submitted', madeAt: '2014-03-03T08:10:00.000Z' },
    ]);
  });

  it('keeps the wish to report under number, and tells only that there is one', () => {
    const [event] = submit({ victims: [{ ...driver, wantsReportUnderNumber: { reason: 'reprisal' } }] }) as [
      EventOf<'incident-report.submitted'>,
    ];
    expect(event.data.incident.victims[0]?.wantsReportUnderNumber).toBe(true);
    expect(JSON.stringify(event)).not.toContain('reprisal');
  });

  it('counts damage named twice for one party as one, and knows the employer as a party', () => {
    const line = { kind: 'material', description: 'x', amountCents: 100 };
    const [event] = submit({
      damages: [
        { ref: 'employer', lines: [line] },
        { ref: 'employer', lines: [line] },
        { ref: 'v1', lines: [line] },
      ],
    }) as [EventOf<'incident-report.submitted'>];
    const { employerParty, victims, damages } = event.data.incident;
    expect(damages.map(({ party, partyKind, lines }) => [party, partyKind, lines.length])).toEqual([
      [employerParty, 'employer', 2],
      [victims[0]?.id, 'victim', 1],
    ]);
  });

  const line = { kind: 'material', description: 'x', amountCents: 1 };
  it.each<[string, object, string]>([
    ['an unknown municipality', { municipality: '9999' }, '/municipality'],
    ['learned of before the incident', { learnedAt: '2014-03-02T22:39:00+01:00' }, '/learnedAt'],
    ['learned of later than now', { learnedAt: '2014-03-03T09:11:00+01:00' }, '/learnedAt'],
    ['a victim who reports but is not named', { victims: [], damages: [] }, '/victims'],
    ['two victims of one reference', { victims: [driver, driver] }, '/victims/1/ref'],
    ['a victim that goes by the name of the employer', { victims: [{ ...driver, ref: 'employer' }] }, '/victims/0/ref'],
    ['two suspects of one reference', { suspects: [form.suspects[0], form.suspects[0]] }, '/suspects/1/ref'],
    ['damage of nobody', { damages: [{ ref: 'v9', lines: [line] }] }, '/damages/0/ref'],
    ['a victim born tomorrow', { victims: [{ ...driver, birthDate: '2014-03-04' }] }, '/victims/0/birthDate'],
    [
      'more than ten million euro for one party',
      { damages: [{ ref: 'v1', lines: [{ ...line, amountCents: 1_000_000_000 }, line] }] },
      '/damages/0/lines',
    ],
    ['a negative amount', { damages: [{ ref: 'v1', lines: [{ ...line, amountCents: -1 }] }] }, '/damages'],
    ['a fraction of a cent', { damages: [{ ref: 'v1', lines: [{ ...line, amountCents: 0.5 }] }] }, '/damages'],
    ['damage without lines', { damages: [{ ref: 'v1', lines: [] }] }, '/damages'],
    ['an unknown category', { category: 'loud' }, '/category'],
    ['an unknown field', { colour: 'red' }, '/colour'],
    ['a text of over 20,000 characters', { description: 'x'.repeat(20_001) }, '/description'],
    ['an incident in the future', { occurredAt: '2014-03-03T09:11:00+01:00' }, '/occurredAt'],
    ['101 victims', { victims: Array.from({ length: 101 }, (_, i) => ({ ...driver, ref: `v${i}` })) }, '/victims'],
  ])('refuses %s', (_what, changes, pointer) => {
    expect(refused(submit(changes))).toEqual({ kind: 'invalid', pointer });
    expect(report.state.report).toBeUndefined();
  });

  it('takes a report by the employer without victims', () => {
    expect(typesOf(submit({ reporter: 'employer', victims: [], damages: [] }))).toEqual(['incident-report.submitted']);
  });

  it('learned of at any moment from the incident until now', () => {
    const from = Date.parse(incidentAt);
    const until = Date.parse(madeAt);
    fc.assert(
      fc.property(fc.integer({ min: from, max: until }), (moment) => {
        report = new ContextDriver(employer, employerRoutes, [contact]);
        const learnedAt = new Date(moment).toISOString();
        const [event] = submit({ learnedAt }) as [EventOf<'incident-report.submitted'>];
        expect(event.data.incident.learnedAt).toBe(learnedAt);
      }),
      { numRuns: 25 },
    );
  });
});

describe('requestPoliceReport', () => {
  it('submits a registered report with all that was added since', () => {
    submit({ policeReportWanted: false });
    give('supplementIncidentReport', { victims: [{ ...driver, ref: 'v2' }], damages: [] });
    const [event] = give('requestPoliceReport') as [EventOf<'incident-report.submitted'>];
    expect(event.type).toBe('incident-report.submitted');
    expect(event.data.incident.victims).toHaveLength(2);
    expect(state()).toBe('submitted');
    expect(employer.parties(report.state).police).toEqual(['PL1300']);
  });

  it('is refused once submitted', () => {
    submit();
    expect(refused(give('requestPoliceReport'))).toMatchObject({ kind: 'conflict' });
  });
});

describe('supplementIncidentReport', () => {
  it.each(['registered', 'submitted'])('adds to a report that is %s, which stays so', (before) => {
    submit({ policeReportWanted: before === 'submitted' });
    const [event] = give('supplementIncidentReport', {
      text: 'The driver stays at home.',
      victims: [{ ...driver, ref: 'v2', name: 'Joris Vos' }],
      suspects: [{ ref: 's2', description: 'companion', known: true }],
      damages: [
        { ref: 'v2', lines: [{ kind: 'wages', description: 'two weeks', amountCents: 90000 }] },
        { ref: involved().victims[0]!.id, lines: [{ kind: 'other', description: 'taxi', amountCents: 900 }] },
      ],
    }) as [EventOf<'incident-report.supplemented'>];
    expect(event.data).toMatchObject({ textAdded: true, suspects: [{ known: true }] });
    expect(event.data.damages.map(({ party }) => party)).toEqual([
      involved().victims[1]!.id,
      involved().victims[0]!.id,
    ]);
    expect(JSON.stringify(event)).not.toMatch(/Joris|stays|companion|taxi/);
    expect(state()).toBe(before);
  });

  it('with a text only adds nobody', () => {
    submit();
    const [event] = give('supplementIncidentReport', { text: 'More.' }) as [EventOf<'incident-report.supplemented'>];
    expect(event.data).toEqual({ textAdded: true, victims: [], suspects: [], damages: [] });
  });

  it.each<[string, object, string]>([
    ['nothing', {}, ''],
    ['empty lists', { victims: [], suspects: [], damages: [] }, ''],
    ['a reference in use', { victims: [driver] }, '/victims/0/ref'],
    ['a suspect reference in use', { suspects: [form.suspects[0]] }, '/suspects/0/ref'],
    [
      'damage of nobody',
      { damages: [{ ref: 'v7', lines: [{ kind: 'other', description: 'x', amountCents: 1 }] }] },
      '/damages/0/ref',
    ],
    [
      'more victims than a case holds',
      { victims: Array.from({ length: 100 }, (_, i) => ({ ...driver, ref: `w${i}` })) },
      '/victims',
    ],
  ])('refuses %s', (_what, body, pointer) => {
    submit();
    expect(refused(give('supplementIncidentReport', body))).toEqual({ kind: 'invalid', pointer });
  });

  it('is refused before the report was made', () => {
    submit();
    const body = { text: 'x', occurredAt: '2014-03-03T09:09:00+01:00' };
    expect(refused(give('supplementIncidentReport', body))).toEqual({ kind: 'invalid', pointer: '/occurredAt' });
  });
});

describe('recordEmployerMeasure', () => {
  it.each(['registered', 'submitted'])('records on a report that is %s', (before) => {
    submit({ policeReportWanted: before === 'submitted' });
    const suspect = involved().suspects[0]!.id;
    const body = { kind: 'access_ban', from: '2014-03-04', until: '2014-03-04', suspect };
    const [event] = give('recordEmployerMeasure', body) as [EventOf<'employer-measure.recorded'>];
    expect(event.data).toEqual(body);
    expect(state()).toBe(before);
  });

  it.each<[string, object, string]>([
    ['an end before the beginning', { kind: 'access_ban', from: '2014-03-04', until: '2014-03-03' }, '/until'],
    ['an unknown suspect', { kind: 'red_card', suspect: '5f1c2b7a-93b1-4a6e-8a5e-2f7d9c0b4e22' }, '/suspect'],
    ['an unknown kind', { kind: 'pillory' }, '/kind'],
    ['a day that does not exist', { kind: 'red_card', from: '2014-02-30' }, '/from'],
  ])('refuses %s', (_what, body, pointer) => {
    submit();
    expect(refused(give('recordEmployerMeasure', body))).toEqual({ kind: 'invalid', pointer });
  });
});

describe('withdrawIncidentReport', () => {
  it.each([true, false])(
    'withdraws while no police report was taken (police report wanted: %s)',
    (policeReportWanted) => {
      submit({ policeReportWanted });
      expect(typesOf(give('withdrawIncidentReport', { reason: 'apologised' }))).toEqual(['incident-report.withdrawn']);
      expect(state()).toBe('withdrawn');
    },
  );

  it('is refused once a police report was taken, and the rest goes on', () => {
    submit();
    takePoliceReport();
    expect(refused(give('withdrawIncidentReport', { reason: 'x' }))).toMatchObject({ kind: 'conflict' });
    expect(state()).toBe('submitted');
    expect(typesOf(give('supplementIncidentReport', { text: 'x' }))).toEqual(['incident-report.supplemented']);
  });

  it('needs a reason', () => {
    submit();
    expect(refused(give('withdrawIncidentReport'))).toEqual({ kind: 'invalid', pointer: '/reason' });
  });

  it.each(['requestPoliceReport', 'supplementIncidentReport', 'recordEmployerMeasure', 'withdrawIncidentReport'])(
    'ends the report: %s is refused after it',
    (command) => {
      submit();
      give('withdrawIncidentReport', { reason: 'apologised' });
      const body = employerRoutes.find((route) => route.command === command)!.example;
      expect(refused(give(command, body))).toMatchObject({ kind: 'conflict' });
    },
  );

  it('news of a police report that comes late is no trouble', () => {
    submit();
    give('withdrawIncidentReport', { reason: 'apologised' });
    expect(takePoliceReport()).toEqual([]);
    expect(state()).toBe('withdrawn');
  });
});

describe('what is shown', () => {
  it('holds everything for who may read the report whole', () => {
    submit({ victims: [{ ...driver, address: 'Lindelaan 4', wantsReportUnderNumber: { reason: 'reprisal' } }] });
    give('supplementIncidentReport', { text: 'More.' });
    give('recordEmployerMeasure', { kind: 'conversation' });
    const view = JSON.parse(JSON.stringify(incidentReportView(report.state)));
    expect(view).toMatchObject({
      id: report.caseId,
      state: 'submitted',
      place: 'Bus line 21',
      externalReference: 'SV-1',
      employerParty: involved().employerParty,
      victims: [{ id: involved().victims[0]!.id, ref: 'v1', name: 'Tamara Veldkuil', address: 'Lindelaan 4' }],
      suspects: [{ ref: 's1' }],
      damages: [{ lines: [{ description: 'telephone' }] }],
      supplements: [{ text: 'More.' }],
      measures: [{ kind: 'conversation' }],
    });
  });
});

describe('routes', () => {
  it('each command has one, with a valid example', () => {
    expect(employerRoutes.map(({ command }) => command).sort()).toEqual(
      Object.keys(employer.commands['incident-report']!).sort(),
    );
    submit(employerRoutes[0]!.example);
    expect(state()).toBe('submitted');
  });
});
