import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventOf } from '../contract/index.js';
import { typesOf } from '../platform/casework/testing/drive-context.js';
import { employerRoutes } from './api/routes.js';
import { employer } from './employer.context.js';
import { Scene, driver, form, refused } from './testing/scene.js';
import { incidentReportView } from './view.js';

let scene: Scene;

beforeEach(() => {
  scene = new Scene();
});

describe('requestPoliceReport', () => {
  it('submits a registered report with all that was added since', () => {
    scene.submit({ policeReportWanted: false });
    scene.do('supplementIncidentReport', { victims: [{ ...driver, ref: 'v2' }], damages: [] });
    const [event] = scene.do('requestPoliceReport') as [EventOf<'incident-report.submitted'>];
    expect(event.type).toBe('incident-report.submitted');
    expect(event.data.incident.victims).toHaveLength(2);
    expect(scene.reportState()).toBe('submitted');
    expect(employer.parties(scene.state).police).toEqual(['PL1300']);
  });

  it('is refused once submitted', () => {
    scene.submit();
    expect(refused(scene.do('requestPoliceReport'))).toMatchObject({ kind: 'conflict' });
  });
});

describe('supplementIncidentReport', () => {
  it.each(['registered', 'submitted'])('adds to a report that is %s, which stays so', (before) => {
    scene.submit({ policeReportWanted: before === 'submitted' });
    const [event] = scene.do('supplementIncidentReport', {
      text: 'The driver stays at home.',
      victims: [{ ...driver, ref: 'v2', name: 'Joris Vos' }],
      suspects: [{ ref: 's2', description: 'companion', known: true }],
      damages: [
        { ref: 'v2', lines: [{ kind: 'wages', description: 'two weeks', amountCents: 90000 }] },
        { ref: scene.involved().victims[0]!.id, lines: [{ kind: 'other', description: 'taxi', amountCents: 900 }] },
      ],
    }) as [EventOf<'incident-report.supplemented'>];
    expect(event.data).toMatchObject({ textAdded: true, suspects: [{ known: true }] });
    expect(event.data.damages.map(({ party }) => party)).toEqual([
      scene.involved().victims[1]!.id,
      scene.involved().victims[0]!.id,
    ]);
    expect(JSON.stringify(event)).not.toMatch(/Joris|stays|companion|taxi/);
    expect(scene.reportState()).toBe(before);
  });

  it('with a text only adds nobody', () => {
    scene.submit();
    const [event] = scene.do('supplementIncidentReport', { text: 'More.' }) as [
      EventOf<'incident-report.supplemented'>,
    ];
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
    scene.submit();
    expect(refused(scene.do('supplementIncidentReport', body))).toEqual({ kind: 'invalid', pointer });
  });

  it('is refused before the report was made', () => {
    scene.submit();
    const body = { text: 'x', occurredAt: '2014-03-03T09:09:00+01:00' };
    expect(refused(scene.do('supplementIncidentReport', body))).toEqual({ kind: 'invalid', pointer: '/occurredAt' });
  });
});

describe('recordEmployerMeasure', () => {
  it.each(['registered', 'submitted'])('records on a report that is %s', (before) => {
    scene.submit({ policeReportWanted: before === 'submitted' });
    const suspect = scene.involved().suspects[0]!.id;
    const body = { kind: 'access_ban', from: '2014-03-04', until: '2014-03-04', suspect };
    const [event] = scene.do('recordEmployerMeasure', body) as [EventOf<'employer-measure.recorded'>];
    expect(event.data).toEqual(body);
    expect(scene.reportState()).toBe(before);
  });

  it.each<[string, object, string]>([
    ['an end before the beginning', { kind: 'access_ban', from: '2014-03-04', until: '2014-03-03' }, '/until'],
    ['an unknown suspect', { kind: 'red_card', suspect: '5f1c2b7a-93b1-4a6e-8a5e-2f7d9c0b4e22' }, '/suspect'],
    ['an unknown kind', { kind: 'pillory' }, '/kind'],
    ['a day that does not exist', { kind: 'red_card', from: '2014-02-30' }, '/from'],
  ])('refuses %s', (_what, body, pointer) => {
    scene.submit();
    expect(refused(scene.do('recordEmployerMeasure', body))).toEqual({ kind: 'invalid', pointer });
  });
});

describe('withdrawIncidentReport', () => {
  it.each([true, false])(
    'withdraws while no police report was taken (police report wanted: %s)',
    (policeReportWanted) => {
      scene.submit({ policeReportWanted });
      expect(typesOf(scene.do('withdrawIncidentReport', { reason: 'apologised' }))).toEqual([
        'incident-report.withdrawn',
      ]);
      expect(scene.reportState()).toBe('withdrawn');
    },
  );

  it('is refused once a police report was taken, and the rest goes on', () => {
    scene.submit();
    scene.takePoliceReport();
    expect(refused(scene.do('withdrawIncidentReport', { reason: 'x' }))).toMatchObject({ kind: 'conflict' });
    expect(scene.reportState()).toBe('submitted');
    expect(typesOf(scene.do('supplementIncidentReport', { text: 'x' }))).toEqual(['incident-report.supplemented']);
  });

  it('needs a reason', () => {
    scene.submit();
    expect(refused(scene.do('withdrawIncidentReport'))).toEqual({ kind: 'invalid', pointer: '/reason' });
  });

  it.each(['requestPoliceReport', 'supplementIncidentReport', 'recordEmployerMeasure', 'withdrawIncidentReport'])(
    'ends the report: %s is refused after it',
    (command) => {
      scene.submit();
      scene.do('withdrawIncidentReport', { reason: 'apologised' });
      const body = employerRoutes.find((route) => route.command === command)!.example;
      expect(refused(scene.do(command, body))).toMatchObject({ kind: 'conflict' });
    },
  );

  it('news of a police report that comes late is no trouble', () => {
    scene.submit();
    scene.do('withdrawIncidentReport', { reason: 'apologised' });
    expect(scene.takePoliceReport()).toEqual([]);
    expect(scene.reportState()).toBe('withdrawn');
  });
});

describe('what is shown', () => {
  it('holds everything for who may read the report whole, but who the victims are', () => {
    scene.submit({ victims: [{ ...driver, address: 'Lindelaan 4', wantsReportUnderNumber: { reason: 'reprisal' } }] });
    scene.do('supplementIncidentReport', { text: 'More.' });
    scene.do('recordEmployerMeasure', { kind: 'conversation' });
    const view = JSON.parse(JSON.stringify(incidentReportView(scene.state)));
    expect(view).toMatchObject({
      id: scene.caseId,
      state: 'submitted',
      place: 'Bus line 21',
      externalReference: 'SV-1',
      employerParty: scene.involved().employerParty,
      victims: [{ id: scene.involved().victims[0]!.id, ref: 'v1', identity: expect.stringContaining('/identities/') }],
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
    scene.submit(employerRoutes[0]!.example);
    expect(scene.reportState()).toBe('submitted');
  });
});
