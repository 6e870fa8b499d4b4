import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ChainEvent } from '../contract/index.js';
import { typesOf } from '../platform/casework/testing/drive-context.js';
import { Scene, employerParty, refusal, s1, stranger, taking, v1, v2, victim } from './testing/scene.js';

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});

// Ninety days after 2014-03-02 is Saturday 31 May: the term runs to the end of Monday 2 June.
const lastMoment = '2014-06-02T23:59:59+02:00';
const tooLate = '2014-06-03T00:00:00+02:00';

const taken = (changes: object = {}, incident: object = {}) => {
  scene.submitted(incident);
  return scene.do('takePoliceReport', { ...taking, offences: ['266', '285'], ...changes });
};
const lodge = (who = v1, at?: string) => scene.tryTo('lodgeComplaint', { victim: who }, { at });
const withdraw = (who = v1, at?: string, body: object = {}) =>
  scene.tryTo('withdrawComplaint', { victim: who, ...body }, { at });

describe('lodging a complaint (Sr 64-66)', () => {
  it('is for the victim of the report, about a complaint offence', () => {
    taken();
    const events = lodge() as ChainEvent[];
    expect(typesOf(events)).toEqual(['complaint.lodged']);
    expect(events[0]?.about).toMatchObject({ victim: v1, policeReport: scene.report().id });
  });

  it('can be done as the report is taken', () => {
    expect(typesOf(taken({ complaintLodged: true }))).toEqual(['police-report.taken', 'complaint.lodged']);
    expect(refusal(lodge())).toMatchObject({ kind: 'conflict' });
  });

  it('as the report is taken means nothing without a complaint offence', () => {
    expect(typesOf(taken({ complaintLodged: true, offences: ['285'] }))).toEqual(['police-report.taken']);
  });

  it('as the report is taken comes too late after the term, and nothing is taken', () => {
    scene.submitted();
    const body = { ...taking, offences: ['266'], complaintLodged: true };
    expect(refusal(scene.tryTo('takePoliceReport', body, { at: tooLate }))).toMatchObject({
      kind: 'conflict',
      code: 'complaint-after-term',
    });
    expect(scene.states()).toEqual(['received']);
    expect(typesOf(scene.tryTo('takePoliceReport', { ...body, complaintLodged: false }, { at: tooLate }))).toHaveLength(
      1,
    );
  });

  it('is a conflict without a complaint offence', () => {
    taken({ offences: ['267'] });
    expect(refusal(lodge())).toMatchObject({ kind: 'conflict', code: 'no-complaint-offence' });
  });

  it('is a conflict twice, also after it was withdrawn', () => {
    taken();
    lodge();
    expect(refusal(lodge())).toMatchObject({ kind: 'conflict' });
    withdraw();
    expect(refusal(lodge())).toMatchObject({ kind: 'conflict' });
  });

  it('is not for another victim, and for any victim on the report of the employer', () => {
    taken({}, { victims: [victim(v1), victim(v2)] });
    expect(refusal(lodge(v2))).toMatchObject({ kind: 'invalid', pointer: '/victim' });
    scene = new Scene();
    taken({}, { reporter: 'employer', victims: [victim(v1), victim(v2)] });
    expect(typesOf(lodge(v2))).toEqual(['complaint.lodged']);
    expect(typesOf(lodge(v1))).toEqual(['complaint.lodged']);
    expect(refusal(lodge(stranger))).toMatchObject({ kind: 'invalid' });
    expect(refusal(lodge(employerParty))).toMatchObject({ kind: 'invalid' });
  });

  it.each([
    [lastMoment, true],
    [tooLate, false],
  ])('K-01: at %s is in time: %s', (at, inTime) => {
    taken();
    expect('notRefused' in refusal(lodge(v1, at))).toBe(inTime);
  });

  it('counts from when the victim learned of it', () => {
    taken({}, { learnedAt: '2014-03-03T00:00:00.000Z' });
    expect(typesOf(lodge(v1, '2014-06-02T23:59:59+02:00'))).toEqual(['complaint.lodged']);
  });

  it('is judged by when it happened, not by when it was recorded', () => {
    taken();
    const outcome = scene.tryTo(
      'lodgeComplaint',
      { victim: v1, occurredAt: lastMoment },
      { at: '2014-07-01T10:00:00+02:00' },
    );
    expect(typesOf(outcome)).toEqual(['complaint.lodged']);
  });
});

describe('withdrawing a complaint (Sr 67)', () => {
  // Eight days after Monday 3 March is Tuesday 11 March.
  it.each([
    ['2014-03-11T23:59:59+01:00', true],
    ['2014-03-12T00:00:00+01:00', false],
  ])('at %s is in time: %s', (at, inTime) => {
    taken();
    lodge();
    expect('notRefused' in refusal(withdraw(v1, at))).toBe(inTime);
  });

  it('needs a complaint in force of that victim', () => {
    taken();
    expect(refusal(withdraw())).toMatchObject({ kind: 'conflict' });
    lodge();
    expect(refusal(withdraw(v2))).toMatchObject({ kind: 'conflict' });
    expect(typesOf(withdraw())).toEqual(['complaint.withdrawn']);
    expect(refusal(withdraw())).toMatchObject({ kind: 'conflict' });
  });

  it('is not before it was lodged', () => {
    taken();
    const before = scene.next();
    lodge();
    expect(refusal(withdraw(v1, undefined, { occurredAt: before }))).toMatchObject({ pointer: '/occurredAt' });
  });

  it('can be done in any state', () => {
    taken({ complaintLodged: true });
    scene.do('withdrawPoliceReport', { reason: 'x' });
    expect(typesOf(withdraw())).toEqual(['complaint.withdrawn']);
  });
});

describe('a barred complaint offence', () => {
  const send = (offences: string[], at?: string, occurredAt?: string) =>
    scene.tryTo('sendToProsecution', { suspect: s1, offences, ...(occurredAt ? { occurredAt } : {}) }, { at });
  const investigated = (changes: object = {}, incident: object = {}) => {
    taken(changes, incident);
    scene.do('startInvestigation');
    scene.do('registerSuspect', { ref: s1, birthDate: '1983-06-14' });
  };

  it('is not sent once the ninety days have passed; the rest is', () => {
    investigated();
    expect(refusal(send(['266', '285'], tooLate))).toMatchObject({ kind: 'invalid', pointer: '/offences' });
    expect(typesOf(send(['285'], tooLate))).toContain('file.sent-to-prosecution');
  });

  it('can be sent while a complaint can still come', () => {
    investigated();
    expect(typesOf(send(['266'], lastMoment))).toContain('file.sent-to-prosecution');
  });

  it('is judged by when the file was sent', () => {
    investigated();
    expect(typesOf(send(['266'], '2014-07-01T10:00:00+02:00', lastMoment))).toContain('file.sent-to-prosecution');
  });

  it('is not barred with a complaint in force, on whichever report of the case', () => {
    investigated({}, { victims: [victim(v1), victim(v2)] });
    const other = { part: scene.report(v2).id };
    scene.do('takePoliceReport', { ...taking, offences: ['266'], complaintLodged: true }, other);
    expect(typesOf(send(['266'], tooLate))).toContain('file.sent-to-prosecution');
  });

  it('is barred when the complaint was withdrawn, or is about another offence', () => {
    investigated({ offences: ['266'] });
    lodge();
    withdraw();
    expect(refusal(send(['266'], tooLate))).toMatchObject({ kind: 'invalid' });
    scene = new Scene();
    investigated({ offences: ['261'], complaintLodged: true });
    expect(refusal(send(['266'], tooLate))).toMatchObject({ kind: 'invalid' });
    expect(typesOf(send(['261'], tooLate))).toContain('file.sent-to-prosecution');
  });

  it('lodged and barred part at the same moment, whatever the incident', () => {
    const incidentAt = fc.date({
      min: new Date('2012-01-01'),
      max: new Date('2014-03-02'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(incidentAt, fc.integer({ min: 80, max: 100 }), (incident, days) => {
        scene = new Scene();
        investigated({}, { incidentAt: incident.toISOString() });
        const occurredAt = new Date(incident.getTime() + days * 86_400_000).toISOString();
        const late = occurredAt < scene.suspect(s1).registeredAt ? scene.next() : occurredAt;
        const maySend = 'notRefused' in refusal(send(['266'], late));
        scene = new Scene();
        taken({}, { incidentAt: incident.toISOString() });
        expect('notRefused' in refusal(lodge(v1, late))).toBe(maySend);
      }),
      { numRuns: 25 },
    );
  });
});
