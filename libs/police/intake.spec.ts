import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventOf } from '../contract/index.js';
import { typesOf } from '../platform/casework/testing/drive-context.js';
import {
  Scene,
  assistant,
  assistantElsewhere,
  desk,
  employerParty,
  liaison,
  officer,
  officerWhoAlsoAssists,
  prosecutor,
  prosecutorElsewhere,
  refusal,
  stranger,
  taking,
  v1,
  v2,
  victim,
} from './testing/scene.js';
import { proposeVptCode } from './vpt-code.js';

let scene: Scene;
beforeEach(() => {
  scene = new Scene();
});

const wish = { wantsReportUnderNumber: true };
const grant = { decision: 'granted', reason: 'credible threat', prosecutor: prosecutor.id };
const take = (changes: object = {}) => scene.tryTo('takePoliceReport', { ...taking, ...changes });
const taken = (changes: object = {}) => (take(changes) as [EventOf<'police-report.taken'>])[0].data;

describe('acknowledgeReport', () => {
  it('tells of the contact and keeps the appointment, in UTC', () => {
    scene.submitted();
    const [event] = scene.do('acknowledgeReport', { appointmentAt: '2014-03-05T10:00:00+01:00' });
    expect(event).toMatchObject({ data: { appointmentAt: '2014-03-05T09:00:00.000Z' }, about: { victim: v1 } });
    expect(scene.states()).toEqual(['acknowledged']);
  });
});

describe('assignHandler', () => {
  it.each(['received', 'refused', 'withdrawn', 'closed'] as const)('in any state: %s', (state) => {
    scene.reportIn(state);
    expect(typesOf(scene.do('assignHandler', { to: officer.id }, { as: liaison }))).toEqual(['handler.assigned']);
    expect(scene.report()).toMatchObject({ handler: officer.id, state });
  });

  it.each([prosecutor.id, assistantElsewhere.id, 'nobody'])(
    'only to a person of the own organisation, not %s',
    (to) => {
      scene.submitted();
      expect(refusal(scene.tryTo('assignHandler', { to }, { as: liaison }))).toMatchObject({
        kind: 'invalid',
        pointer: '/to',
      });
    },
  );
});

describe('a report under number', () => {
  it.each(['received', 'acknowledged'] as const)('can be asked for while the report is %s', (state) => {
    scene.reportIn(state);
    const [event] = scene.do('requestUnderNumber', { victim: v1, reason: 'reprisal' });
    expect(event).toMatchObject({ type: 'police-report.under-number-requested', about: { victim: v1 } });
    expect(scene.states()).toEqual([state]);
  });

  it('cannot be asked for twice, whatever was decided', () => {
    scene.submitted({ victims: [victim(v1, wish)] });
    const again = () => refusal(scene.tryTo('requestUnderNumber', { victim: v1, reason: 'x' }));
    expect(again()).toMatchObject({ kind: 'conflict' });
    scene.do('decideUnderNumber', { ...grant, decision: 'refused' }, { as: assistant });
    expect(again()).toMatchObject({ kind: 'conflict' });
  });

  it('is of the victim who reports, or of a witness of the employer', () => {
    scene.submitted({ victims: [victim(v1), victim(v2)] });
    expect(refusal(scene.tryTo('requestUnderNumber', { victim: v2, reason: 'x' }))).toMatchObject({
      kind: 'invalid',
      pointer: '/victim',
    });
    const other = new Scene();
    other.submitted({ reporter: 'employer', victims: [victim(v1), victim(v2)] });
    expect(typesOf(other.do('requestUnderNumber', { victim: v2, reason: 'x' }))).toHaveLength(1);
  });

  it.each(['granted', 'refused'] as const)('is %s by assistant prosecutor and prosecutor together', (decision) => {
    scene.submitted({ victims: [victim(v1, wish)] });
    const [event] = scene.do('decideUnderNumber', { ...grant, decision }, { as: assistant });
    expect(event).toMatchObject({ type: `police-report.under-number-${decision}`, about: { victim: v1 } });
    expect(scene.state.victims[0]?.underNumber).toMatchObject({ status: decision });
  });

  it('is decided once, and only where it was asked for', () => {
    scene.submitted({ victims: [victim(v1, wish)] });
    scene.do('decideUnderNumber', grant, { as: assistant });
    expect(refusal(scene.tryTo('decideUnderNumber', grant, { as: assistant }))).toMatchObject({ kind: 'conflict' });
    const other = new Scene();
    other.submitted();
    expect(refusal(other.tryTo('decideUnderNumber', grant, { as: assistant }))).toMatchObject({ kind: 'conflict' });
  });

  it('of a witness is decided by naming the victim', () => {
    scene.submitted({ reporter: 'employer', victims: [victim(v1), victim(v2, wish)] });
    expect(refusal(scene.tryTo('decideUnderNumber', grant, { as: assistant }))).toMatchObject({ kind: 'conflict' });
    const unknown = { ...grant, victim: stranger };
    expect(refusal(scene.tryTo('decideUnderNumber', unknown, { as: assistant }))).toMatchObject({ pointer: '/victim' });
    const [event] = scene.do('decideUnderNumber', { ...grant, victim: v2 }, { as: assistant });
    expect(event?.about).toMatchObject({ victim: v2 });
  });

  it.each([prosecutorElsewhere.id, desk.id, assistant.id, 'nobody'])(
    'needs a public prosecutor at the office of the unit, not %s',
    (named) => {
      scene.submitted({ victims: [victim(v1, wish)] });
      const outcome = scene.tryTo('decideUnderNumber', { ...grant, prosecutor: named }, { as: assistant });
      expect(refusal(outcome)).toMatchObject({ kind: 'invalid', pointer: '/prosecutor' });
    },
  );

  it('is decided before the report is taken', () => {
    scene.submitted({ victims: [victim(v1, wish)] });
    expect(refusal(take())).toMatchObject({ kind: 'conflict', code: 'under-number-undecided' });
    scene.do('decideUnderNumber', grant, { as: assistant });
    expect(typesOf(take())).toEqual(['police-report.taken']);
  });

  it('of one victim does not hold up the report of another; of a witness it does hold up the employer', () => {
    scene.submitted({ victims: [victim(v1), victim(v2, wish)] });
    expect(typesOf(take())).toEqual(['police-report.taken']);
    scene = new Scene();
    scene.submitted({ reporter: 'employer', victims: [victim(v1), victim(v2, wish)] });
    expect(refusal(take())).toMatchObject({ kind: 'conflict' });
  });
});

describe('refusePoliceReport', () => {
  const refuse = (agreedBy: string, as = officer) =>
    scene.tryTo('refusePoliceReport', { ground: 'not_an_offence', reason: 'rude, not insulting', agreedBy }, { as });

  it.each(['received', 'acknowledged'] as const)('P-03: with an assistant prosecutor, while %s', (state) => {
    scene.reportIn(state);
    const [event] = refuse(assistant.id) as [EventOf<'police-report.refused'>];
    expect(event.data).toEqual({
      ground: 'not_an_offence',
      agreedByRole: 'assistant_prosecutor',
      agreedByAnother: true,
    });
    expect(scene.states()).toEqual(['refused']);
  });

  it.each([
    [officer.id, officer],
    [officerWhoAlsoAssists.id, officerWhoAlsoAssists],
    [assistantElsewhere.id, officer],
    [prosecutor.id, officer],
    ['nobody', officer],
  ])('P-03: the agreement of %s does not count', (agreedBy, as) => {
    scene.submitted();
    expect(refusal(refuse(agreedBy, as))).toMatchObject({ kind: 'invalid', pointer: '/agreedBy' });
  });
});

describe('takePoliceReport', () => {
  it.each(['received', 'acknowledged'] as const)('takes a report that is %s', (state) => {
    scene.reportIn(state);
    expect(typesOf(take())).toEqual(['police-report.taken']);
    expect(scene.states()).toEqual(['taken']);
  });

  it('tells offences, wishes and the moment from which the complaint counts', () => {
    scene.submitted({ learnedAt: '2014-03-03T07:00:00.000Z' });
    expect(taken({ offences: ['266', '285'] })).toMatchObject({
      party: v1,
      offences: ['266', '285'],
      vptCode: true,
      vptProposed: true,
      complaintOffence: true,
      complaintCountsFrom: '2014-03-03T07:00:00.000Z',
      domicile: 'employer',
      domicileChosenByVictim: false,
      damageAsked: true,
      joinderWish: 'yes',
      wantsInformation: true,
      damages: [],
    });
  });

  it.each<[string, object, boolean]>([
    ['a threat', {}, false],
    ['a threat with a weapon', { weapon: true }, true],
    ['serious injury', { seriousInjury: true }, true],
    ['said to be', { severity: 'serious' }, true],
    ['at most 48 months or more', { offences: ['301'] }, true],
    ['an assault of a public servant in office', { offences: ['300', '304'] }, true],
    ['sexual assault', { offences: ['246'] }, true],
  ])('severity is derived: %s', (_what, changes, serious) => {
    scene.submitted();
    expect(taken(changes).serious).toBe(serious);
  });

  it('the category sexual is serious', () => {
    scene.submitted({ category: 'sexual' });
    expect(taken().serious).toBe(true);
  });

  it.each<[string, object, string]>([
    ['an article that is not known', { offences: ['285', '999'] }, '/offences/1'],
    ['a name that only Halt knows', { offences: ['truancy'] }, '/offences/0'],
    ['no offence', { offences: [] }, '/offences'],
    ['an offence twice', { offences: ['285', '285'] }, '/offences'],
    ['no VPT code without a reason, where the facts call for it', { vptCode: false }, '/vptReason'],
    ['no statement', { statement: ' ' }, '/statement'],
    [
      'damage of nobody',
      { damages: [{ ref: 'v9', lines: [{ kind: 'other', description: 'x', amountCents: 1 }] }] },
      '/damages/0/ref',
    ],
  ])('refuses %s', (_what, changes, pointer) => {
    scene.submitted();
    expect(refusal(take(changes))).toMatchObject({ kind: 'invalid', pointer });
  });

  it.each([
    [true, false, 'left off'],
    [false, true, 'given'],
  ])('P-04: public task %s, code %s: %s with a reason', (directedAtPublicTask, vptCode) => {
    scene.submitted({ directedAtPublicTask });
    expect(refusal(take({ vptCode }))).toMatchObject({ pointer: '/vptReason' });
    expect(taken({ vptCode, vptReason: 'colleagues among themselves' })).toMatchObject({
      vptCode,
      vptProposed: directedAtPublicTask,
    });
    expect(scene.report().taking?.proposal.conditions).toHaveLength(1);
  });

  it('a conflict with the state goes before an article that is not known', () => {
    scene.submitted({ victims: [victim(v1, wish)] });
    expect(refusal(take({ offences: ['999'] }))).toMatchObject({ kind: 'conflict' });
  });

  it('takes down damage of the victims and the employer', () => {
    scene.submitted();
    const line = { kind: 'material', description: 'coat', amountCents: 9000 };
    const damages = [
      { ref: v1, lines: [line] },
      { ref: 'employer', lines: [line] },
    ];
    expect(taken({ damages }).damages).toEqual([
      { party: v1, partyKind: 'victim', lines: [{ kind: 'material', amountCents: 9000 }] },
      { party: employerParty, partyKind: 'employer', lines: [{ kind: 'material', amountCents: 9000 }] },
    ]);
    expect(scene.report().taking?.damages[0]?.lines[0]?.description).toBe('coat');
  });

  it('no party has more than ten million euro of damage, with what was known before', () => {
    const before = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(before, before, (known, added) => {
        scene = new Scene();
        const damage = {
          party: v1,
          partyKind: 'victim' as const,
          lines: [{ kind: 'other' as const, amountCents: known }],
        };
        scene.submitted({ damages: [damage] });
        const outcome = take({
          damages: [{ ref: v1, lines: [{ kind: 'other', description: 'x', amountCents: added }] }],
        });
        expect('notRefused' in refusal(outcome)).toBe(known + added <= 1_000_000_000);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the VPT code', () => {
  it.each([true, false])('is proposed when the fact is directed at the public task: %s', (directedAtPublicTask) => {
    const proposal = proposeVptCode({ directedAtPublicTask });
    expect(proposal.proposed).toBe(directedAtPublicTask);
    expect(proposal.conditions).toEqual([
      expect.objectContaining({
        met: directedAtPublicTask,
        mark: 'attested',
        source: expect.stringContaining('ELA 2010'),
      }),
    ]);
  });
});
