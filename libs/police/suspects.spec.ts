import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ChainEvent, EventOf } from '../contract/index.js';
import { typesOf } from '../platform/casework/testing/drive-context.js';
import {
  Scene,
  assistant,
  desk,
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
} from './testing/scene.js';

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
