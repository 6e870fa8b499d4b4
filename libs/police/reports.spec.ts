import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventOf } from '../contract/index.js';
import { typesOf } from '../platform/casework/testing/drive-context.js';
import { police } from './police.context.js';
import { Scene, assistant, employerParty, prosecutor, taking, v1, v2, v3, victim } from './testing/scene.js';

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});

const withdrawn = () => scene.hear('incident-report.withdrawn', scene.next(), {});
const wish = { wantsReportUnderNumber: true };

describe('the submitted incident report', () => {
  it('gives a police report per victim where victims report', () => {
    const events = scene.submitted({ victims: [victim(v1), victim(v2)] });
    expect(typesOf(events)).toEqual(['police-report.received', 'police-report.received']);
    expect(scene.state.reports.map(({ party, state }) => [party, state])).toEqual([
      [v1, 'received'],
      [v2, 'received'],
    ]);
    expect(events[0]).toMatchObject({
      occurredAt: '2014-03-03T09:00:00.000Z',
      about: { part: { kind: 'police-report', id: scene.report(v1).id, state: 'received' }, victim: v1 },
      data: {
        reporter: 'victim',
        party: v1,
        policeUnit: 'PL1300',
        walkIn: false,
        employer: 'stadsvervoer',
        submittedAt: '2014-03-03T09:00:00.000Z',
      },
    });
    expect(events[0]?.data).not.toHaveProperty('incident');
  });

  it('gives one police report where the employer reports, with the victims as witnesses', () => {
    const events = scene.submitted({ reporter: 'employer', victims: [victim(v1), victim(v2)] });
    expect(typesOf(events)).toEqual(['police-report.received']);
    expect(events[0]?.about).not.toHaveProperty('victim');
    expect(scene.report().party).toBe(employerParty);
    expect(scene.state.victims.map(({ report }) => report)).toEqual([scene.report().id, scene.report().id]);
  });

  it.each(['victim', 'employer'] as const)('tells of each victim who asks for a number (reporter: %s)', (reporter) => {
    const events = scene.submitted({ reporter, victims: [victim(v1), victim(v2, wish)] });
    const request = events.at(-1) as EventOf<'police-report.under-number-requested'>;
    expect(typesOf(events).filter((type) => type === 'police-report.under-number-requested')).toHaveLength(1);
    expect(request.about).toMatchObject({
      victim: v2,
      policeReport: scene.report(reporter === 'victim' ? v2 : employerParty).id,
    });
  });

  it('makes unit and employer party; OM only from a file on, Halt only from a referral on', () => {
    scene.submitted();
    expect(police.parties(scene.state)).toEqual({ employer: ['stadsvervoer'], police: ['PL1300'], om: [], halt: [] });
  });

  it('a part begins when its cause happened', () => {
    scene.submitted();
    expect(police.parts(scene.state)).toEqual([
      { kind: 'police-report', id: scene.report().id, state: 'received', madeAt: '2014-03-03T09:00:00.000Z' },
    ]);
  });
});

describe('the supplemented incident report', () => {
  it('gives a further report for each new victim where victims report', () => {
    scene.reportIn('taken');
    const events = scene.supplemented({ victims: [victim(v2), victim(v3, wish)] });
    expect(typesOf(events)).toEqual([
      'police-report.received',
      'police-report.received',
      'police-report.under-number-requested',
    ]);
    expect(scene.states()).toEqual(['taken', 'received', 'received']);
  });

  it('adds witnesses where the employer reports', () => {
    scene.submitted({ reporter: 'employer' });
    expect(typesOf(scene.supplemented({ victims: [victim(v2), victim(v3, wish)] }))).toEqual([
      'police-report.under-number-requested',
    ]);
    expect(scene.state.victims.map(({ id }) => id)).toEqual([v1, v2, v3]);
    expect(scene.states()).toEqual(['received']);
  });

  it('asks for no number that can no longer be decided on: the report of the employer is taken', () => {
    scene.reportIn('taken', { reporter: 'employer' });
    expect(scene.supplemented({ victims: [victim(v2, wish)] })).toEqual([]);
  });

  it('with a text only changes nothing', () => {
    scene.submitted();
    expect(scene.supplemented({ textAdded: true })).toEqual([]);
  });

  it('of a report that was not submitted is not for the police', () => {
    expect(scene.supplemented({ victims: [victim(v1)] })).toEqual([]);
    expect(scene.state.reports).toEqual([]);
  });
});

describe('the withdrawn incident report', () => {
  it.each(['received', 'acknowledged'] as const)('withdraws a police report that is %s', (state) => {
    scene.reportIn(state);
    expect(typesOf(withdrawn())).toEqual(['police-report.withdrawn']);
    expect(scene.states()).toEqual(['withdrawn']);
  });

  it.each(['taken', 'under_investigation', 'completed', 'closed', 'refused', 'withdrawn'] as const)(
    'leaves a police report that is %s as it is',
    (state) => {
      scene.reportIn(state);
      expect(withdrawn()).toEqual([]);
      expect(scene.states()).toEqual([state]);
    },
  );

  it('of several police reports withdraws those not taken, each by an event', () => {
    scene.reportIn('taken', { victims: [victim(v1), victim(v2), victim(v3)] });
    expect(typesOf(withdrawn())).toEqual(['police-report.withdrawn', 'police-report.withdrawn']);
    expect(scene.states()).toEqual(['taken', 'withdrawn', 'withdrawn']);
  });
});

describe('no person in events', () => {
  it('nothing that was written or told travels', () => {
    scene.reportIn('under_investigation', { victims: [victim(v1)] });
    scene.do('registerSuspect', { ref: 's9', birthDate: '1983-06-14', name: 'Kimberley Zandstra' });
    const text = JSON.stringify(scene.events);
    for (const told of ['knife', 'Kimberley', 'Zandstra', '1983', 's9', assistant.id, prosecutor.id]) {
      expect(text).not.toContain(`"${told}`);
      expect(text).not.toContain(` ${told}`);
    }
    expect(text).not.toContain(taking.statement);
  });
});
