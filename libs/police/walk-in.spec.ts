import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EventOf } from '../contract/index.js';
import { acting, person, typesOf } from '../platform/casework/testing/drive-context.js';
import { police } from './police.context.js';
import { Scene, assistant, officer, prosecutor, refusal, taking } from './testing/scene.js';
import { policeReportView } from './view.js';

const clerk = {
  ref: 'v1',
  name: 'Wilhelmina Oosterbaan',
  address: 'Kerkpad 12',
  function: 'clerk',
  publicServant: true,
  knownToSuspect: false,
};
const form = {
  occurredAt: '2014-03-02T22:40:00+01:00',
  municipality: '0637',
  place: 'desk 4',
  category: 'threat',
  description: 'Man threatened to set the house on fire.',
  directedAtPublicTask: true,
  reporter: 'victim',
  victims: [clerk],
  suspects: [{ ref: 's1', description: 'client, about 50', known: true }],
  damages: [{ ref: 'v1', lines: [{ kind: 'other', description: 'locks', amountCents: 5000 }] }],
};

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});
const walkIn = (changes: object = {}, as = officer) =>
  scene.give('registerWalkIn', { at: '2014-03-03T10:00:00+01:00', as, with: { ...form, ...changes } });

describe('a report at the desk', () => {
  it('is received now, by the unit of the officer, wherever it happened', () => {
    const [event] = walkIn() as [EventOf<'police-report.received'>];
    expect(event).toMatchObject({
      type: 'police-report.received',
      occurredAt: '2014-03-03T09:00:00.000Z',
      data: { walkIn: true, policeUnit: 'PL1300', submittedAt: '2014-03-03T09:00:00.000Z' },
    });
    expect(police.parts(scene.state)).toMatchObject([{ state: 'received', madeAt: '2014-03-03T09:00:00.000Z' }]);
    expect(police.parties(scene.state)).toEqual({ employer: [], police: ['PL1300'], om: [], halt: [] });
  });

  it('tells the incident with its first report, without a person', () => {
    const events = walkIn({ victims: [clerk, { ...clerk, ref: 'v2' }] }) as EventOf<'police-report.received'>[];
    expect(events.map(({ data }) => data.incident?.incidentAt)).toEqual(['2014-03-02T21:40:00.000Z', undefined]);
    expect(JSON.stringify(events)).not.toMatch(/Oosterbaan|Kerkpad|desk 4|fire|client|locks/);
  });

  it('makes the employer party where it is named', () => {
    const [event] = walkIn({ employer: 'gemeente-w' }) as [EventOf<'police-report.received'>];
    expect(event.data).toMatchObject({ employer: 'gemeente-w', incident: { employer: 'gemeente-w' } });
    expect(police.parties(scene.state).employer).toEqual(['gemeente-w']);
  });

  it('can be by the employer, with the victims as witnesses', () => {
    expect(typesOf(walkIn({ reporter: 'employer' }))).toEqual(['police-report.received']);
    expect(scene.report().party).toBe(scene.state.incident?.employerParty);
  });

  it('can hold the request for a number', () => {
    const outcome = walkIn({ victims: [{ ...clerk, wantsReportUnderNumber: { reason: 'reprisal' } }] });
    expect(typesOf(outcome)).toEqual(['police-report.received', 'police-report.under-number-requested']);
    expect(scene.state.victims[0]?.underNumber).toEqual({ status: 'requested', reason: 'reprisal' });
  });

  it.each<[string, object, string]>([
    ['an unknown municipality', { municipality: '9999' }, '/municipality'],
    ['a victim who reports but is not named', { victims: [], damages: [] }, '/victims'],
    ['an incident in the future', { occurredAt: '2014-03-03T10:00:01+01:00' }, '/occurredAt'],
    ['learned of before the incident', { learnedAt: '2014-03-01T10:00:00+01:00' }, '/learnedAt'],
  ])('is refused with %s', (_what, changes, pointer) => {
    expect(refusal(walkIn(changes))).toMatchObject({ kind: 'invalid', pointer });
    expect(scene.state.reports).toEqual([]);
  });

  it('is a conflict at a unit that belongs to no district', () => {
    expect(refusal(walkIn({}, acting(person('x', 'PL9999', 'police_officer'))))).toMatchObject({ kind: 'conflict' });
  });

  it.each(['received', 'acknowledged'] as const)('can be withdrawn while %s', (state) => {
    walkIn();
    if (state === 'acknowledged') scene.do('acknowledgeReport');
    expect(typesOf(scene.do('withdrawPoliceReport', { reason: 'x' }))).toEqual(['police-report.withdrawn']);
  });

  it('without an employer has none to inform', () => {
    walkIn();
    scene.do('takePoliceReport', taking);
    const body = { about: 'police-report.taken', by: 'phone' };
    expect(refusal(scene.tryTo('informEmployer', body))).toMatchObject({ kind: 'conflict' });
    expect(typesOf(scene.do('informVictim', body))).toEqual(['victim.informed']);
  });

  it('knows victims and suspects by the references that were given at the desk', () => {
    walkIn();
    const damages = [{ ref: 'v1', lines: [{ kind: 'other', description: 'x', amountCents: 1 }] }];
    scene.do('takePoliceReport', { ...taking, damages });
    scene.do('startInvestigation');
    const [event] = scene.do('registerSuspect', { ref: 's1', birthDate: '1964-01-20' });
    expect(event?.about.strand).toBe(scene.state.incident?.suspects[0]?.id);
  });

  it('leaves the employer out of the file where none is known', () => {
    walkIn();
    scene.do('takePoliceReport', taking);
    scene.do('startInvestigation');
    scene.do('registerSuspect', { ref: 's1', birthDate: '1964-01-20' });
    const suspect = scene.state.suspects[0]!.id;
    expect(scene.do('sendToProsecution', { suspect, offences: ['285'] })[0]?.data).not.toHaveProperty('employer');
  });
});

describe('who is behind a victim of a walk-in', () => {
  const view = (as?: 'om') => JSON.stringify(policeReportView(scene.state, scene.report().id, as));

  it('is for the vault to tell: the police are told where to ask, OM is not', () => {
    walkIn();
    expect(view()).toContain(`/identities/${scene.state.victims[0]!.id}`);
    expect(view('om')).not.toContain('identity');
    expect(JSON.stringify(scene.state)).not.toMatch(/Oosterbaan|Kerkpad/);
  });

  it('is a number to everybody once that is granted', () => {
    walkIn({ victims: [{ ...clerk, wantsReportUnderNumber: { reason: 'reprisal' } }] });
    expect(view()).toContain('identity');
    scene.do('decideUnderNumber', { decision: 'granted', reason: 'x', prosecutor: prosecutor.id }, { as: assistant });
    expect(view()).not.toMatch(/identity|"function"/);
    expect(view()).toContain('AON-');
  });
});
