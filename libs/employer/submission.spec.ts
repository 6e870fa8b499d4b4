import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventOf } from '../contract/index.js';
import { typesOf } from '../platform/casework/testing/drive-context.js';
import { employer } from './employer.context.js';
import { Scene, driver, form, incidentAt, madeAt, refused } from './testing/scene.js';

let scene: Scene;

beforeEach(() => {
  scene = new Scene();
});

describe('submitIncidentReport', () => {
  it('makes a submitted report when a police report is wanted, and tells the facts without a person', () => {
    const [event] = scene.submit() as [EventOf<'incident-report.submitted'>];
    expect(event).toMatchObject({
      type: 'incident-report.submitted',
      occurredAt: '2014-03-03T08:10:00.000Z',
      about: { part: { kind: 'incident-report', id: scene.caseId, state: 'submitted' } },
      data: {
        policeUnit: 'PL1300',
        incident: { incidentAt, employer: 'stadsvervoer', sector: 'infrastructure', reporter: 'victim' },
      },
    });
    const text = JSON.stringify(event);
    for (const told of ['Tamara', 'Bus line', 'knife', 'green', 'telephone', 'SV-1']) expect(text).not.toContain(told);
  });

  it('makes a registered report when none is wanted, which the police have no part in', () => {
    expect(typesOf(scene.submit({ policeReportWanted: false }))).toEqual(['incident-report.registered']);
    expect(scene.reportState()).toBe('registered');
    expect(employer.parties(scene.state)).toEqual({ employer: ['stadsvervoer'], police: [] });
  });

  it('makes the police unit of the municipality party to the case', () => {
    scene.submit({ municipality: '0935' });
    expect(employer.parties(scene.state)).toEqual({ employer: ['stadsvervoer'], police: ['PL2300'] });
  });

  it('is of the moment at which it is made, not of the incident', () => {
    scene.submit();
    expect(employer.parts(scene.state)).toEqual([
      { kind: 'incident-report', id: scene.caseId, state: 'submitted', madeAt: '2014-03-03T08:10:00.000Z' },
    ]);
  });

  it('keeps the wish to report under number, and tells only that there is one', () => {
    const [event] = scene.submit({ victims: [{ ...driver, wantsReportUnderNumber: { reason: 'reprisal' } }] }) as [
      EventOf<'incident-report.submitted'>,
    ];
    expect(event.data.incident.victims[0]?.wantsReportUnderNumber).toBe(true);
    expect(JSON.stringify(event)).not.toContain('reprisal');
  });

  it('counts damage named twice for one party as one, and knows the employer as a party', () => {
    const line = { kind: 'material', description: 'x', amountCents: 100 };
    const [event] = scene.submit({
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
    expect(refused(scene.submit(changes))).toEqual({ kind: 'invalid', pointer });
    expect(scene.state.report).toBeUndefined();
  });

  it('takes a report by the employer without victims', () => {
    expect(typesOf(scene.submit({ reporter: 'employer', victims: [], damages: [] }))).toEqual([
      'incident-report.submitted',
    ]);
  });

  it('learned of at any moment from the incident until now', () => {
    const from = Date.parse(incidentAt);
    const until = Date.parse(madeAt);
    fc.assert(
      fc.property(fc.integer({ min: from, max: until }), (moment) => {
        scene = new Scene();
        const learnedAt = new Date(moment).toISOString();
        const [event] = scene.submit({ learnedAt }) as [EventOf<'incident-report.submitted'>];
        expect(event.data.incident.learnedAt).toBe(learnedAt);
      }),
      { numRuns: 25 },
    );
  });
});
