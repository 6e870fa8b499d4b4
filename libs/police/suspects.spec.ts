import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ChainEvent, EventOf } from '../contract/index.js';
import { acting, typesOf } from '../platform/casework/testing/drive-context.js';
import { police } from './police.context.js';
import {
  Scene,
  assistant,
  desk,
  officer,
  prosecutor,
  prosecutorElsewhere,
  refusal,
  s1,
  s2,
  stranger,
  taking,
  v1,
  v2,
  victim,
} from './testing-scene.js';

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

describe('registerSuspect', () => {
  beforeEach(() => scene.investigating());

  it('of the incident report, by its identifier', () => {
    const [event] = register(s1, { name: 'Gerrit Hoekstra' }) as [EventOf<'suspect.registered'>];
    expect(event).toMatchObject({
      about: { strand: s1, policeReport: scene.report().id },
      data: { age: 16, juvenile: true },
    });
    expect(event.data).toEqual({ age: 16, juvenile: true });
    expect(scene.suspect(s1)).toMatchObject({ strand: 'at_police', birthDate: '1997-06-14', name: 'Gerrit Hoekstra' });
  });

  it('who was not named before gets an identifier, and goes by the reference that was given', () => {
    const [event] = register('s3') as [EventOf<'suspect.registered'>];
    expect(scene.suspect(event.about.strand!)).toMatchObject({ ref: 's3' });
    expect(refusal(register('s3'))).toMatchObject({ kind: 'conflict' });
  });

  it('once for the whole incident', () => {
    register(s1);
    expect(refusal(register(s1))).toMatchObject({ kind: 'conflict' });
  });

  it('an identifier that is not of this case is refused', () => {
    expect(refusal(register(stranger))).toMatchObject({ kind: 'invalid', pointer: '/ref' });
  });

  it.each(['2014-03-03', '2030-01-01', '1880-01-01'])('born on %s is refused', (birthDate) => {
    expect(refusal(register(s1, { birthDate }))).toMatchObject({ kind: 'invalid', pointer: '/birthDate' });
  });

  it.each([
    ['1996-03-02', 18, false],
    ['1996-03-03', 17, true],
    ['2014-03-02', 0, true],
  ])('born on %s: %d on the date of the incident in Amsterdam, juvenile: %s', (birthDate, age, juvenile) => {
    expect(data<'suspect.registered'>(register(s1, { birthDate }))).toEqual({ age, juvenile });
  });

  it('a juvenile is who has not had the eighteenth birthday on the date of the incident', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2002-12-31'), noInvalidDate: true }),
        (born) => {
          scene = new Scene();
          scene.investigating();
          const birthDate = born.toISOString().slice(0, 10);
          expect(data<'suspect.registered'>(register(s1, { birthDate })).juvenile).toBe(birthDate > '1996-03-02');
        },
      ),
      { numRuns: 20 },
    );
  });
});

describe('commands about a suspect', () => {
  const commands: [string, object][] = [
    ['interviewSuspect', { confessed: false }],
    ['arrestSuspect', {}],
    ['releaseSuspect', {}],
    ['consultProsecutor', { prosecutor: prosecutor.id, advice: 'x' }],
    ['referToHalt', { offence: '350', informedInWriting: true }],
    ['sendToProsecution', { offences: ['285'] }],
  ];

  it.each(commands)('%s: not registered yet is a conflict, unknown is invalid', (command, body) => {
    scene.investigating();
    expect(refusal(scene.tryTo(command, { suspect: s1, ...body }))).toMatchObject({ kind: 'conflict' });
    expect(refusal(scene.tryTo(command, { suspect: stranger, ...body }))).toMatchObject({
      kind: 'invalid',
      pointer: '/suspect',
    });
  });

  it.each(commands)('%s: a strand that left the police is a conflict', (command, body) => {
    scene.investigating(s1, s2);
    send(s1);
    expect(refusal(scene.tryTo(command, { suspect: s1, ...body }))).toMatchObject({ kind: 'conflict' });
  });

  it.each(commands)('%s: not before the suspect was registered', (command, body) => {
    scene.investigating(s1);
    const occurredAt = new Date(Date.parse(scene.suspect(s1).registeredAt) - 1000).toISOString();
    expect(refusal(scene.tryTo(command, { suspect: s1, ...body, occurredAt }))).toMatchObject({
      kind: 'invalid',
      pointer: '/occurredAt',
    });
  });
});

describe('interviewSuspect', () => {
  beforeEach(() => scene.investigating(s1));
  const interview = (body: object) => scene.tryTo('interviewSuspect', { suspect: s1, ...body });

  it('tells whether it is the first, and what was said', () => {
    expect(data<'suspect.interviewed'>(interview({ confessed: false }))).toEqual({
      first: true,
      interview: { confessed: false },
    });
    const facts = {
      confessed: true,
      consentsToHalt: true,
      parentConsents: true,
      earlierHalt: { count: 1, lastOn: '2013-06-01' },
    };
    expect(data<'suspect.interviewed'>(interview(facts))).toEqual({ first: false, interview: facts });
  });

  it('one that is recorded later but was earlier is the first', () => {
    const between = scene.next();
    interview({ confessed: false });
    expect(data<'suspect.interviewed'>(interview({ confessed: false, occurredAt: between }))).toMatchObject({
      first: true,
    });
  });

  it('an earlier Halt settlement is not later than the interview', () => {
    const body = { confessed: true, earlierHalt: { count: 1, lastOn: '2015-01-01' } };
    expect(refusal(interview(body))).toMatchObject({ kind: 'invalid', pointer: '/earlierHalt/lastOn' });
  });

  it('of each fact the latest that was said of it goes with the referral', () => {
    const between = scene.next();
    interview({ confessed: true, consentsToHalt: true });
    interview({ confessed: false, consentsToHalt: true, parentConsents: true, occurredAt: between });
    expect(data<'suspect.referred-to-halt'>(refer(s1)).interview).toEqual({
      confessed: true,
      consentsToHalt: true,
      parentConsents: true,
    });
  });
});

describe('arrest, consultation and release', () => {
  beforeEach(() => scene.investigating(s1));
  const arrest = () => scene.tryTo('arrestSuspect', { suspect: s1 });
  const release = (body: object = {}) => scene.tryTo('releaseSuspect', { suspect: s1, ...body });
  const consult = (by: string) => scene.tryTo('consultProsecutor', { suspect: s1, prosecutor: by, advice: 'release' });

  it('who is in custody is not arrested, who is not is not released', () => {
    expect(refusal(release())).toMatchObject({ kind: 'conflict' });
    expect(typesOf(arrest())).toEqual(['suspect.arrested']);
    expect(refusal(arrest())).toMatchObject({ kind: 'conflict' });
    expect(typesOf(release())).toEqual(['suspect.released']);
    expect(refusal(release())).toMatchObject({ kind: 'conflict' });
    expect(typesOf(arrest())).toEqual(['suspect.arrested']);
  });

  it('P-07: the release tells whether it is serious and a prosecutor was consulted before', () => {
    arrest();
    expect(data<'suspect.released'>(release())).toEqual({
      servedWith: 'none',
      reasonGiven: false,
      serious: false,
      prosecutorConsulted: false,
    });
    arrest();
    expect(typesOf(consult(prosecutor.id))).toEqual(['prosecutor.consulted']);
    expect(data<'suspect.released'>(release({ servedWith: 'summons', reason: 'x' }))).toEqual({
      servedWith: 'summons',
      reasonGiven: true,
      serious: false,
      prosecutorConsulted: true,
    });
  });

  it('P-07: a consultation about another suspect, or after the release, is none', () => {
    register(s2);
    arrest();
    const before = scene.next();
    scene.do('consultProsecutor', { suspect: s2, prosecutor: prosecutor.id, advice: 'x' });
    consult(prosecutor.id);
    expect(data<'suspect.released'>(release({ occurredAt: before })).prosecutorConsulted).toBe(false);
  });

  it('is serious when any report of the case was taken so', () => {
    scene = new Scene();
    scene.submitted({ victims: [victim(v1), victim(v2)] });
    scene.do('takePoliceReport', taking);
    scene.do('takePoliceReport', { ...taking, weapon: true }, { part: scene.report(v2).id });
    scene.do('startInvestigation');
    register(s1);
    arrest();
    expect(data<'suspect.released'>(release()).serious).toBe(true);
  });

  it('is not released before the arrest', () => {
    const before = scene.next();
    arrest();
    expect(refusal(release({ occurredAt: before }))).toMatchObject({ kind: 'invalid', pointer: '/occurredAt' });
  });

  it.each([prosecutorElsewhere.id, desk.id, assistant.id, 'nobody'])(
    'only a public prosecutor of the office of the unit is consulted, not %s',
    (by) => {
      expect(refusal(consult(by))).toMatchObject({ kind: 'invalid', pointer: '/prosecutor' });
    },
  );
});

describe('referToHalt', () => {
  it('tells Halt what it weighs, and no more', () => {
    scene.investigating(s1, s2);
    scene.do('interviewSuspect', { suspect: s1, confessed: true, consentsToHalt: true });
    expect(data<'suspect.referred-to-halt'>(refer(s1, { damageCents: 80000, inGroupWithMinors: true }))).toEqual({
      referrer: 'police',
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
