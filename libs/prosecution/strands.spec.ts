import { describe, expect, it } from '@jest/globals';
import { validateSync } from 'class-validator';
import { plainToInstance } from 'class-transformer';
import { commandsOn } from '../contract/index.js';
import { acting, typesOf } from '../platform/casework/testing/drive-context.js';
import { prosecutionRoutes } from './api/routes.js';
import { fileView, prosecution } from './prosecution.context.js';
import {
  aFile,
  anOffice,
  bodies,
  claim,
  day,
  fileIn,
  give,
  nobody,
  openClaim,
  otherSuspect,
  people,
  sendFile,
  suspect,
  takeReport,
  victim,
  type Office,
} from './testing/office.js';

const askConsent = (office: Office, strand = suspect) =>
  office.hear(
    'halt-consent.requested',
    day(9),
    { policeUnit: 'PL1300', prosecutorsOffice: 'AMS', haltOffice: 'HALT-PL1300', employer: 'stadsvervoer' },
    { strand },
  );

describe('What arrives', () => {
  it('a file is received with the VPT code that the police gave', () => {
    const office = anOffice();
    takeReport(office, { vptCode: true });
    expect(sendFile(office, { vptCode: false })).toMatchObject([
      {
        type: 'file.received',
        occurredAt: day(10),
        about: { part: { kind: 'file', id: suspect, state: 'received' } },
        data: { prosecutorsOffice: 'AMS', offences: ['300'], vptCode: false, policeVptCode: true },
      },
    ]);
  });

  it('a file that arrives again begins again and keeps its handler', () => {
    const office = fileIn('at_halt');
    give(office, 'assignHandler', bodies.assignHandler);
    expect(typesOf(sendFile(office, { offences: ['350'] }))).toEqual(['file.received']);
    expect(fileView(office.state, suspect)).toMatchObject({
      state: 'received',
      file: { offences: ['350'], handler: 'liaison', receivedAt: day(10) },
    });
  });

  it.each(['halt.returned', 'referral.declined'] as const)('%s to OM: the file is received again', (type) => {
    const back = (to: 'om' | 'police') => ({ to, ...(type === 'referral.declined' ? { consentRefused: false } : {}) });
    const office = fileIn('at_halt');
    expect(office.hear(type, day(12), back('police') as never, { strand: suspect })).toEqual([]);
    expect(office.hear(type, day(12), back('om') as never, { strand: otherSuspect })).toEqual([]);
    expect(typesOf(office.hear(type, day(12), back('om') as never, { strand: suspect }))).toEqual(['file.received']);
    expect(office.hear(type, day(12), back('om') as never, { strand: suspect })).toEqual([]);
    expect(office.stateOf(suspect)).toBe('received');
  });

  it('completed at Halt ends the file that OM referred, no other', () => {
    const office = fileIn('at_halt');
    expect(office.hear('halt.completed', day(12), { referrer: 'police' }, { strand: suspect })).toEqual([]);
    expect(typesOf(office.hear('halt.completed', day(12), { referrer: 'om' }, { strand: suspect }))).toEqual([
      'file.completed-at-halt',
    ]);
    expect(office.stateOf(suspect)).toBe('completed_at_halt');
    const received = fileIn('received');
    expect(received.hear('halt.completed', day(12), { referrer: 'om' }, { strand: suspect })).toEqual([]);
  });
});

describe('Referral to Halt by the prosecutor', () => {
  it('carries what the file knows, and is by one who needs no designation', () => {
    const interview = { confessed: true, consentsToHalt: true };
    const office = aFile({ age: 15, juvenile: true, interview });
    expect(give(office, 'referToHalt', bodies.referToHalt)).toMatchObject([
      {
        data: {
          referrer: 'om',
          employer: 'stadsvervoer',
          haltOffice: 'HALT-PL1300',
          policeUnit: 'PL1300',
          prosecutorsOffice: 'AMS',
          offence: '350',
          offenceOn: '2014-03-02',
          age: 15,
          vptCode: true,
          interview,
          damageCents: 1000,
          informedInWriting: true,
          designatedOfficer: true,
        },
      },
    ]);
  });

  it('is of the suspect who is addressed and an offence that is known', () => {
    expect(give(aFile(), 'referToHalt', { ...bodies.referToHalt, suspect: otherSuspect })).toMatchObject({
      pointer: '/suspect',
      kind: 'invalid',
    });
    expect(give(aFile(), 'referToHalt', { ...bodies.referToHalt, offence: '999' })).toMatchObject({
      pointer: '/offence',
      kind: 'invalid',
    });
  });
});

describe('Consent to Halt', () => {
  it.each([
    ['given', 'halt-consent.given'],
    ['refused', 'halt-consent.refused'],
  ])('%s, on a strand without a file', (decision, type) => {
    const office = anOffice();
    askConsent(office);
    expect(office.stateOf(suspect)).toBeNull();
    expect(typesOf(give(office, 'decideHaltConsent', { ...bodies.decideHaltConsent, decision }))).toEqual([type]);
    expect(give(office, 'decideHaltConsent', bodies.decideHaltConsent)).toMatchObject({ kind: 'conflict' });
  });

  it('can be asked again, and about a file that has not ended', () => {
    const office = fileIn('at_halt');
    askConsent(office);
    give(office, 'decideHaltConsent', bodies.decideHaltConsent);
    askConsent(office);
    expect(typesOf(give(office, 'decideHaltConsent', bodies.decideHaltConsent))).toHaveLength(1);
    expect(office.stateOf(suspect)).toBe('at_halt');
  });

  it('is not given when nobody asked, nor after the end', () => {
    expect(give(aFile(), 'decideHaltConsent', bodies.decideHaltConsent)).toMatchObject({ code: 'no-consent-asked' });
    const ended = fileIn('dismissed');
    askConsent(ended);
    expect(give(ended, 'decideHaltConsent', bodies.decideHaltConsent)).toMatchObject({ code: 'file-ended' });
  });

  it('is about the suspect who is addressed', () => {
    const office = anOffice();
    askConsent(office);
    const other = { ...bodies.decideHaltConsent, suspect: otherSuspect };
    expect(give(office, 'decideHaltConsent', other)).toMatchObject({ kind: 'invalid', pointer: '/suspect' });
  });

  it.each(['informVictim', 'informEmployer', 'assignHandler'] as const)('alone makes no file: %s', (command) => {
    const office = anOffice();
    askConsent(office);
    expect(give(office, command, bodies[command])).toMatchObject({ kind: 'conflict', code: 'no-file' });
  });
});

describe('Information and handlers', () => {
  it('victims: by default all who asked', () => {
    const office = aFile();
    takeReport(office);
    takeReport(office, { party: nobody, wantsInformation: false });
    expect(give(office, 'informVictim', bodies.informVictim)).toMatchObject([{ data: { parties: [victim] } }]);
    expect(give(office, 'informVictim', { ...bodies.informVictim, victim: nobody })).toMatchObject([
      { about: { victim: nobody }, data: { parties: [nobody] } },
    ]);
  });

  it.each([
    ['victim', nobody, '/victim'],
    ['suspect', otherSuspect, '/suspect'],
    ['about', 'weather.changed', '/about'],
  ])('an unknown %s is invalid', (field, value, pointer) => {
    const body = { ...bodies.informVictim, [field]: value };
    expect(give(aFile(), 'informVictim', body)).toMatchObject({ kind: 'invalid', pointer });
  });

  it('the employer is told only where one is party', () => {
    expect(give(aFile({ employer: undefined }), 'informEmployer', bodies.informEmployer)).toMatchObject({
      code: 'no-employer',
    });
    expect(give(aFile(), 'informEmployer', bodies.informEmployer)).toMatchObject([{ data: { parties: [] } }]);
  });

  it.each([
    ['of another office', people.elsewhere.id],
    ['not known', 'stranger'],
  ])('a handler %s is invalid', (_who, to) => {
    expect(give(aFile(), 'assignHandler', { to }, { as: acting(people.liaison) })).toMatchObject({ pointer: '/to' });
  });
});

describe('Who is party', () => {
  it('nobody, while OM has neither a file nor a request', () => {
    const office = anOffice();
    openClaim(office);
    takeReport(office);
    expect(prosecution.parts(office.state)).toEqual([]);
    expect(prosecution.parties(office.state)).toEqual({});
    expect(fileView(office.state, suspect)).toBeUndefined();
  });

  it('with a file: office, unit, employer, and who recovers its claims', () => {
    const office = aFile();
    openClaim(office);
    const expected = { om: ['AMS'], police: ['PL1300'], employer: ['stadsvervoer'], recovery: ['stadsvervoer'] };
    expect(prosecution.parties(office.state)).toEqual({ ...expected, halt: [] });
    give(office, 'referToHalt', bodies.referToHalt);
    expect(prosecution.parties(office.state)).toEqual({ ...expected, halt: ['HALT-PL1300'] });
  });

  it('a request alone is known to OM and police only', () => {
    const office = anOffice();
    askConsent(office);
    const [part] = prosecution.parts(office.state);
    const knows = (as: 'om' | 'police' | 'employer' | 'recovery') =>
      part && prosecution.knows?.(office.state, part, as);
    expect([knows('om'), knows('police'), knows('employer'), knows('recovery')]).toEqual([true, true, false, false]);
    sendFile(office);
    const [file] = prosecution.parts(office.state);
    expect(file && prosecution.knows?.(office.state, file, 'employer')).toBe(true);
  });
});

describe('The file whole', () => {
  it('shows decisions with what their demand stands against, and the wishes of the parties', () => {
    const office = aFile();
    openClaim(office);
    takeReport(office);
    give(office, 'summon', { ...bodies.summon, claimsNamed: [claim] });
    expect(fileView(office.state, suspect)).toMatchObject({
      id: suspect,
      state: 'summoned',
      consentRequest: null,
      claims: [{ id: claim, party: victim, claimedCents: 100_000, joinderWished: true }],
      parties: [{ id: victim, joinderWish: 'yes', wantsInformation: true }],
      file: {
        maximumMonths: 36,
        summons: { demand: { adjustedGuideline: { hours: 60 }, againstGuideline: 'equal', againstBosAdvice: null } },
        penalOrder: null,
      },
    });
  });
});

describe('The routes', () => {
  it('offer every command of the policy, each once, with a valid example', () => {
    expect(prosecutionRoutes.map(({ command }) => command).sort()).toEqual(commandsOn('file').sort());
    expect(new Set(prosecutionRoutes.map(({ path }) => path)).size).toBe(prosecutionRoutes.length);
    for (const { body, example } of prosecutionRoutes) {
      expect(validateSync(plainToInstance(body, example), { whitelist: true, forbidNonWhitelisted: true })).toEqual([]);
    }
  });
});
