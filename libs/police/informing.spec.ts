import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ChainEvent, EventOf } from '../contract/index.js';
import { typesOf } from '../platform/casework/testing/drive-context.js';
import { policeReportView, suspectView } from './view.js';
import { Scene, employerParty, liaison, refusal, s1, s2, stranger, taking, v1, v2, victim } from './testing/scene.js';

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});

const notice = { about: 'investigation.closed', by: 'letter' };

describe('assessVictim', () => {
  it.each(['acknowledged', 'taken', 'under_investigation', 'completed', 'closed'] as const)('while %s', (state) => {
    scene.reportIn(state);
    const [event] = scene.do('assessVictim', { victim: v1, needs: ['a', 'b'] }) as [EventOf<'victim.assessed'>];
    expect(event).toMatchObject({ about: { victim: v1 }, data: { needs: 2 } });
    expect(scene.states()).toEqual([state]);
  });

  it('no needs is an outcome as well', () => {
    scene.reportIn('taken');
    expect(scene.do('assessVictim', { victim: v1, needs: [] })[0]?.data).toEqual({ needs: 0 });
  });

  it('is of a victim of this report', () => {
    scene.reportIn('taken', { victims: [victim(v1), victim(v2)] });
    expect(refusal(scene.tryTo('assessVictim', { victim: v2, needs: [] }))).toMatchObject({
      kind: 'invalid',
      pointer: '/victim',
    });
  });
});

describe('informVictim', () => {
  it.each(['taken', 'under_investigation', 'completed', 'closed', 'withdrawn'] as const)('after taken: %s', (state) => {
    scene.reportIn(state);
    expect(typesOf(scene.do('informVictim', notice, { as: liaison }))).toEqual(['victim.informed']);
  });

  it('is a conflict where the report was withdrawn before it was taken', () => {
    scene.submitted();
    scene.hear('incident-report.withdrawn', scene.next(), {});
    expect(refusal(scene.tryTo('informVictim', notice))).toMatchObject({ kind: 'conflict' });
    expect(refusal(scene.tryTo('informEmployer', notice))).toMatchObject({ kind: 'conflict' });
  });

  it('informs by default all of the case who asked', () => {
    const v3 = '10000000-0000-4000-8000-000000000003';
    scene.submitted({ victims: [victim(v1), victim(v2), victim(v3)] });
    scene.do('takePoliceReport', taking);
    scene.do('takePoliceReport', { ...taking, wantsInformation: false }, { part: scene.report(v2).id });
    scene.do('takePoliceReport', taking, { part: scene.report(v3).id });
    const [event] = scene.do('informVictim', notice) as [EventOf<'victim.informed'>];
    expect(event.data).toEqual({ ...notice, parties: [v1, v3] });
    expect(event.about).not.toHaveProperty('victim');
  });

  it('or the one who is named, and about a strand where one is named', () => {
    scene.investigating(s1);
    const [event] = scene.do('informVictim', { ...notice, victim: v1, suspect: s1 }) as [EventOf<'victim.informed'>];
    expect(event.data.parties).toEqual([v1]);
    expect(event.about).toMatchObject({ victim: v1, strand: s1 });
  });

  it.each<[string, object, string]>([
    ['an event type that is none', { about: 'police-report.lost' }, '/about'],
    ['a suspect who is not registered', { suspect: s2 }, '/suspect'],
    ['a victim of another case', { victim: stranger }, '/victim'],
    ['a way that is none', { by: 'pigeon' }, '/by'],
  ])('refuses %s', (_what, changes, pointer) => {
    scene.investigating(s1);
    for (const command of ['informVictim', 'informEmployer']) {
      expect(refusal(scene.tryTo(command, { ...notice, ...changes }))).toMatchObject({ kind: 'invalid', pointer });
    }
  });
});

describe('informEmployer', () => {
  it('names no parties', () => {
    scene.reportIn('taken');
    expect(scene.do('informEmployer', { ...notice, by: 'phone' })[0]?.data).toEqual({
      ...notice,
      by: 'phone',
      parties: [],
    });
  });
});

describe('what is shown', () => {
  const view = (): Record<string, unknown> =>
    JSON.parse(JSON.stringify(policeReportView(scene.state, scene.report().id)));

  it('of a report: all that was recorded, with the decision on the VPT code and its reasons', () => {
    scene.submitted();
    scene.do('takePoliceReport', { ...taking, offences: ['266'], complaintLodged: true });
    scene.do('startInvestigation');
    scene.do('registerSuspect', { ref: s1, birthDate: '1997-06-14', name: 'Gerrit Hoekstra' });
    expect(view()).toMatchObject({
      state: 'under_investigation',
      reporter: 'victim',
      party: v1,
      vptProposal: { proposed: true, conditions: [{ met: true, mark: 'attested' }] },
      taking: { offences: ['266'], statement: taking.statement, domicile: 'employer', joinderWish: 'yes' },
      complaint: { offences: ['266'], lastDay: '2014-06-02', inForce: true },
      victims: [{ id: v1 }],
      suspects: [{ id: s1, state: 'at_police', age: 16, name: 'Gerrit Hoekstra', birthDate: '1997-06-14' }],
    });
  });

  it('of a report not taken: the proposal for the VPT code', () => {
    scene.submitted({ directedAtPublicTask: false });
    expect(view()).toMatchObject({ state: 'received', vptProposal: { proposed: false } });
    expect(view()).not.toHaveProperty('complaint');
  });

  it('of a suspect: name and birth date, for the receiver of the strand; of who is not registered nothing', () => {
    scene.investigating(s1);
    expect(suspectView(scene.state, s1)).toMatchObject({ id: s1, state: 'at_police', birthDate: '1997-06-14' });
    expect(suspectView(scene.state, s2)).toBeUndefined();
  });

  it('the employer as the reporter is a party by its identifier', () => {
    scene.submitted({ reporter: 'employer', victims: [victim(v1, { wantsReportUnderNumber: true })] });
    expect(view()).toMatchObject({ party: employerParty, victims: [{ id: v1, underNumber: { status: 'requested' } }] });
  });
});

describe('events about a report', () => {
  it('carry the report, and the victim where one is concerned', () => {
    scene.investigating(s1);
    const about = (event: ChainEvent) => [event.about.policeReport, event.about.part?.id];
    expect(new Set(scene.events.flatMap(about))).toEqual(new Set([scene.report().id]));
  });
});
