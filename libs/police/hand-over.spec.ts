import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ChainEvent, EventOf } from '../contract/index.js';
import { acting, typesOf } from '../platform/casework/testing/drive-context.js';
import { police } from './police.context.js';
import { Scene, assistant, officer, refusal, s1, s2, stranger, taking, v1, v2, victim } from './testing/scene.js';

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});

const register = (ref: string, changes: object = {}) =>
  scene.tryTo('registerSuspect', { ref, birthDate: '1997-06-14', ...changes });
const data = <T extends ChainEvent['type']>(outcome: unknown) => (outcome as [EventOf<T>])[0].data;
const send = (suspect: string, offences = ['285']) => scene.tryTo('sendToProsecution', { suspect, offences });
const refer = (suspect: string, changes: object = {}) =>
  scene.tryTo('referToHalt', { suspect, offence: '350', informedInWriting: true, ...changes });

describe('referToHalt', () => {
  it('tells Halt what it weighs, and no more', () => {
    scene.investigating(s1, s2);
    scene.do('interviewSuspect', { suspect: s1, confessed: true, consentsToHalt: true });
    expect(data<'suspect.referred-to-halt'>(refer(s1, { damageCents: 80000, inGroupWithMinors: true }))).toEqual({
      referrer: 'police',
      employer: 'stadsvervoer',
      haltOffice: 'HALT-PL1300',
      policeUnit: 'PL1300',
      prosecutorsOffice: 'AMS',
      offence: '350',
      offenceOn: '2014-03-02',
      age: 16,
      vptCode: true,
      interview: { confessed: true, consentsToHalt: true },
      damageCents: 80000,
      inGroupWithMinors: true,
      informedInWriting: true,
      designatedOfficer: true,
    });
    expect(scene.suspect(s1).strand).toBe('at_halt');
    expect(police.parties(scene.state)).toMatchObject({ halt: ['HALT-PL1300'], om: [] });
  });

  it('tells whether the officer is designated (Sr 77e(1))', () => {
    scene.investigating(s1);
    const as = acting({ ...officer, designatedForHalt: false });
    const body = { suspect: s1, offence: '350', informedInWriting: true };
    const outcome = scene.tryTo('referToHalt', body, { as });
    expect(data<'suspect.referred-to-halt'>(outcome).designatedOfficer).toBe(false);
  });

  it.each(['truancy', 'Vuurwerkbesluit-1.2.2', '302'])(
    'names an offence that is known here or at Halt: %s',
    (offence) => {
      scene.investigating(s1);
      expect(typesOf(refer(s1, { offence }))).toContain('suspect.referred-to-halt');
    },
  );

  it('refuses an unknown offence', () => {
    scene.investigating(s1);
    expect(refusal(refer(s1, { offence: 'noise' }))).toMatchObject({ kind: 'invalid', pointer: '/offence' });
  });
});

describe('sendToProsecution', () => {
  it('hands over the facts, and makes the office of the district party', () => {
    scene.investigating(s1, s2);
    const [event] = send(s1, ['285', '300']) as [EventOf<'file.sent-to-prosecution'>];
    expect(event).toMatchObject({ about: { strand: s1, policeReport: scene.report().id } });
    expect(event.data).toEqual({
      policeUnit: 'PL1300',
      prosecutorsOffice: 'AMS',
      haltOffice: 'HALT-PL1300',
      employer: 'stadsvervoer',
      offences: ['285', '300'],
      offenceOn: '2014-03-02',
      vptCode: true,
      age: 16,
      juvenile: true,
    });
    expect(scene.suspect(s1).strand).toBe('at_om');
    expect(police.parties(scene.state)).toMatchObject({ om: ['AMS'], halt: [] });
  });

  it('refuses an unknown article', () => {
    scene.investigating(s1);
    expect(refusal(send(s1, ['999']))).toMatchObject({ kind: 'invalid', pointer: '/offences/0' });
  });
});

describe('when every registered suspect has left the police', () => {
  it('the report is completed, and not before', () => {
    scene.investigating(s1, s2);
    expect(typesOf(send(s1))).toEqual(['file.sent-to-prosecution']);
    expect(typesOf(refer(s2))).toEqual(['suspect.referred-to-halt', 'police-report.completed']);
    expect(scene.states()).toEqual(['completed']);
  });

  it('all reports under investigation are completed, those only taken are not', () => {
    scene.submitted({ victims: [victim(v1), victim(v2)] });
    for (const { id } of scene.state.reports) scene.do('takePoliceReport', taking, { part: id });
    scene.do('startInvestigation');
    register(s1);
    expect(typesOf(send(s1))).toEqual(['file.sent-to-prosecution', 'police-report.completed']);
    expect(scene.states()).toEqual(['completed', 'taken']);
    const started = scene.do('startInvestigation', {}, { part: scene.report(v2).id });
    expect(typesOf(started)).toEqual(['investigation.started', 'police-report.completed']);
    expect(scene.states()).toEqual(['completed', 'completed']);
  });

  it('without any registered suspect an investigation just starts', () => {
    scene.reportIn('taken');
    expect(typesOf(scene.do('startInvestigation'))).toEqual(['investigation.started']);
    expect(scene.states()).toEqual(['under_investigation']);
  });

  it.each(['halt.returned', 'referral.declined'] as const)(
    '%s brings the report back, and the strand goes on',
    (type) => {
      scene.investigating(s1);
      refer(s1);
      expect(typesOf(scene.returned(s1, type))).toEqual(['police-report.reopened']);
      expect(scene.states()).toEqual(['under_investigation']);
      expect(scene.suspect(s1).strand).toBe('at_police');
      expect(typesOf(send(s1))).toEqual(['file.sent-to-prosecution', 'police-report.completed']);
    },
  );

  it('what Halt returns while another suspect is still here reopens nothing', () => {
    scene.investigating(s1, s2);
    refer(s1);
    expect(scene.returned(s1)).toEqual([]);
    expect(scene.suspect(s1).strand).toBe('at_police');
  });

  it('what OM referred to Halt is returned to OM', () => {
    scene.investigating(s1);
    send(s1);
    expect(scene.returned(s1, 'halt.returned', 'om')).toEqual([]);
    expect(scene.suspect(s1).strand).toBe('at_om');
  });

  it('a return that no longer fits, or of nobody, is passed over', () => {
    scene.investigating(s1);
    expect(scene.returned(s1)).toEqual([]);
    expect(scene.returned(stranger)).toEqual([]);
    expect(scene.states()).toEqual(['under_investigation']);
  });

  it.each(['police', 'om'] as const)('Halt completed ends the strand, referred by %s', (referrer) => {
    scene.investigating(s1);
    if (referrer === 'police') refer(s1);
    else send(s1);
    expect(scene.hear('halt.completed', scene.next(), { referrer }, { strand: s1 })).toEqual([]);
    expect(scene.suspect(s1).strand).toBe('completed');
    expect(scene.states()).toEqual(['completed']);
  });
});

describe('the end of the last open report', () => {
  const close = (part: string) => scene.tryTo('closeInvestigation', { ground: 'other', reason: 'x' }, { part });

  it('closes the strands that are still at the police, each by an event', () => {
    scene.investigating(s1, s2, 's3');
    refer(s1);
    const events = close(scene.report().id);
    expect(typesOf(events)).toEqual(['investigation.closed', 'strand.closed', 'strand.closed']);
    expect(scene.state.suspects.map(({ strand }) => strand)).toEqual(['at_halt', 'closed', 'closed']);
    expect((events as ChainEvent[])[1]?.about).toMatchObject({ strand: s2, policeReport: scene.report().id });
  });

  it.each(['received', 'acknowledged', 'taken', 'under_investigation'] as const)(
    'is not yet there while another is %s',
    (state) => {
      scene.submitted({ victims: [victim(v1), victim(v2)] });
      const other = scene.report(v2).id;
      scene.do('takePoliceReport', taking);
      scene.do('startInvestigation');
      register(s1);
      if (state === 'acknowledged') scene.do('acknowledgeReport', {}, { part: other });
      if (state === 'taken' || state === 'under_investigation') scene.do('takePoliceReport', taking, { part: other });
      if (state === 'under_investigation') scene.do('startInvestigation', {}, { part: other });
      expect(typesOf(close(scene.report(v1).id))).toEqual(['investigation.closed']);
      expect(scene.suspect(s1).strand).toBe('at_police');
    },
  );

  it.each(['withdrawn by the employer', 'refused'])('is also there when the last is %s', (how) => {
    scene.submitted({ victims: [victim(v1), victim(v2)] });
    scene.do('takePoliceReport', taking);
    scene.do('startInvestigation');
    register(s1);
    close(scene.report(v1).id);
    const body = { ground: 'other', reason: 'x', agreedBy: assistant.id };
    const events =
      how === 'refused'
        ? scene.do('refusePoliceReport', body, { part: scene.report(v2).id })
        : scene.hear('incident-report.withdrawn', scene.next(), {});
    expect(typesOf(events).at(-1)).toBe('strand.closed');
  });

  it.each(['no_suspect', 'insufficient_evidence', 'other'])('has a ground, %s, and a reason', (ground) => {
    scene.reportIn('taken');
    expect(refusal(scene.tryTo('closeInvestigation', { ground }))).toMatchObject({
      kind: 'invalid',
      pointer: '/reason',
    });
    expect(data<'investigation.closed'>(scene.tryTo('closeInvestigation', { ground, reason: 'x' }))).toEqual({
      ground,
    });
    expect(scene.states()).toEqual(['closed']);
  });

  it('a strand that comes back from Halt after it opens the closed investigation again', () => {
    scene.investigating(s1, s2);
    refer(s1);
    close(scene.report().id);
    expect(typesOf(scene.returned(s1))).toEqual(['police-report.reopened']);
    expect(scene.states()).toEqual(['under_investigation']);
    expect(typesOf(send(s1))).toEqual(['file.sent-to-prosecution', 'police-report.completed']);
  });

  it('a strand that comes back from Halt to a report that was withdrawn ends here', () => {
    scene.investigating(s1, s2);
    refer(s1);
    scene.do('withdrawPoliceReport', { reason: 'x' });
    expect(typesOf(scene.returned(s1))).toEqual(['strand.closed']);
    expect(scene.suspect(s1).strand).toBe('closed');
  });
});

describe('withdrawPoliceReport', () => {
  it.each(['taken', 'under_investigation'] as const)('of a report that is %s', (state) => {
    scene.reportIn(state);
    expect(typesOf(scene.do('withdrawPoliceReport', { reason: 'x' }))).toEqual(['police-report.withdrawn']);
    expect(scene.states()).toEqual(['withdrawn']);
  });

  it('ends the strands at the police with the last open report', () => {
    scene.investigating(s1);
    expect(typesOf(scene.do('withdrawPoliceReport', { reason: 'x' }))).toEqual([
      'police-report.withdrawn',
      'strand.closed',
    ]);
  });

  it('changes nothing when the prosecutor goes on of his own motion', () => {
    scene.investigating(s1);
    const events = scene.do('withdrawPoliceReport', { reason: 'x', prosecutorGoesOn: true });
    expect(typesOf(events)).toEqual(['police-report.withdrawal-overruled']);
    expect(scene.states()).toEqual(['under_investigation']);
    expect(scene.suspect(s1).strand).toBe('at_police');
  });

  it.each(['received', 'acknowledged'] as const)(
    'is refused of a report that is %s: the employer withdraws',
    (state) => {
      scene.reportIn(state);
      expect(refusal(scene.tryTo('withdrawPoliceReport', { reason: 'x' }))).toMatchObject({ kind: 'conflict' });
    },
  );
});
