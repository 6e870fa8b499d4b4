import { describe, expect, it } from '@jest/globals';
import { partIn, readCaseFile, readersOf, subjectOf } from './case-view.js';
import { stateSeen } from './expectations/states.js';

const view = readCaseFile({
  id: 'c',
  parties: [
    { kind: 'employer', organisation: 'tramweg' },
    { kind: 'halt', organisation: 'HALT-PL1300' },
  ],
  parts: [
    { kind: 'incident-report', id: 'c', state: 'submitted', href: '/v1/incident-reports/c' },
    { kind: 'police-report', id: 'p1', state: 'taken', party: 'v1', href: '/v1/police-reports/p1' },
    { kind: 'file', id: 's1', state: 'received', strand: 's1' },
    { kind: 'dream', id: 'd' },
  ],
  strands: [{ id: 's1', state: 'at_om' }],
});

describe('a case file', () => {
  it('tells its parts by party and by strand', () => {
    expect(partIn(view, 'police-report', 'v1')?.id).toBe('p1');
    expect(partIn(view, 'police-report', 'v2')).toBeUndefined();
    expect(partIn(view, 'file', 's1')?.href).toBe('/v1/files/s1');
    expect(partIn(view, 'incident-report', undefined)?.id).toBe('c');
  });

  it('tells who else may read it', () => {
    expect(readersOf(view)).toEqual(['employer_contact@tramweg', 'halt_coordinator@HALT-PL1300']);
  });

  it.each([
    ['report', { kind: 'incident-report' }],
    ['police:employer', { kind: 'police-report', reference: 'employer' }],
    ['suspect:s1', { kind: 'strand', reference: 's1' }],
    ['constructor:s1', undefined],
    ['s1', undefined],
  ])('is asked about %s', (key, subject) => {
    expect(subjectOf(key)).toEqual(subject);
  });
});

describe('the state of a part', () => {
  const views = new Map([['police_officer@PL1300', view]]);

  it('is what any reader sees, and none when nobody sees it', () => {
    expect(stateSeen(views, 'strand', 's1')).toEqual({ state: 'at_om' });
    expect(stateSeen(views, 'halt-referral', 's1')).toEqual({ state: 'none' });
    expect(stateSeen(views, 'police-report', undefined)).toEqual({ state: 'none' });
  });

  it('on which readers disagree is no state', () => {
    const stale = { ...view, strands: [{ id: 's1', state: 'at_police' }] };
    const seen = stateSeen(new Map([...views, ['om_liaison@AMS', stale]]), 'strand', 's1');
    expect(seen).toEqual({ disagreement: 'at_om (police_officer@PL1300) / at_police (om_liaison@AMS)' });
  });
});
