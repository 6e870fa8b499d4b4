import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assess, latestRounds, type GivenSets } from './assess.js';
import { catalogueOf } from './catalogue/catalogue.js';
import { outcomeAt, type Clock } from './clock.js';
import { factsOf, type Fact } from './facts.js';
import {
  History,
  atOm,
  demand,
  ids,
  onReport,
  onStrand,
  received,
  submitted,
  summons,
  taken,
} from './testing/history.js';

const catalogue = catalogueOf();

const clocksOf = (events: readonly Fact[]): Clock[] => assess(catalogue, factsOf(events), []).clocks;

const latest = (history: History, agreement: string): Clock | undefined =>
  latestRounds(clocksOf(history.events)).find((clock) => clock.agreement === agreement);

/** How an agreement stands at a moment; `none` where it does not apply. */
const standing = (history: History, agreement: string, now: string): string => {
  const clock = latest(history, agreement);
  return clock ? outcomeAt(clock, new Date(now).toISOString()) : 'none';
};

const monday = '2014-03-03T09:10:00+01:00';

describe('a clock', () => {
  it.each([
    ['running', '2014-03-03T23:59:00+01:00'],
    ['due_soon', '2014-03-04T00:00:00+01:00'],
    ['due_soon', '2014-03-04T23:59:59+01:00'],
    ['breached', '2014-03-05T00:00:00+01:00'],
  ])('P-01, one working day: is %s at %s', (outcome, now) => {
    expect(standing(submitted(monday), 'P-01', now)).toBe(outcome);
  });

  it('is due soon from two working days before the last day where the term is longer', () => {
    const history = submitted(monday);
    expect(latest(history, 'P-02')?.lastDay).toBe('2014-03-10');
    expect(standing(history, 'P-02', '2014-03-05T23:59:00+01:00')).toBe('running');
    expect(standing(history, 'P-02', '2014-03-06T00:01:00+01:00')).toBe('due_soon');
  });

  it('is met by when it happened, not by when it was recorded: late news takes a breach back', () => {
    const history = submitted(monday);
    expect(standing(history, 'P-01', '2014-03-06T09:00:00+01:00')).toBe('breached');
    history.add(
      'police-report.acknowledged',
      { at: '2014-03-03T16:00:00+01:00', recordedAt: '2014-03-06T10:00:00+01:00', ...onReport },
      {},
    );
    expect(standing(history, 'P-01', '2014-03-06T11:00:00+01:00')).toBe('met');
  });

  it('is met late after the last day', () => {
    const history = submitted(monday).add(
      'police-report.acknowledged',
      { at: '2014-03-05T00:00:00+01:00', ...onReport },
      {},
    );
    expect(standing(history, 'P-01', '2014-03-06T09:00:00+01:00')).toBe('met_late');
  });

  it('lapses when what it was about is gone in time; a breach stays a breach', () => {
    const inTime = submitted(monday).add(
      'police-report.withdrawn',
      { at: '2014-03-03T12:00:00+01:00', ...onReport },
      {},
    );
    expect(standing(inTime, 'P-02', '2014-04-01T09:00:00+02:00')).toBe('lapsed');
    const tooLate = submitted(monday).add(
      'police-report.withdrawn',
      { at: '2014-03-20T12:00:00+01:00', ...onReport },
      {},
    );
    expect(standing(tooLate, 'P-02', '2014-04-01T09:00:00+02:00')).toBe('breached');
  });

  it('P-12: exists for incidents since 30 September 2012 only', () => {
    const asked = (at: string) => submitted(at).add('police-report.under-number-requested', { at, ...onReport }, {});
    expect(standing(asked('2012-10-01T09:00:00+02:00'), 'P-12', '2012-10-01T10:00:00+02:00')).toBe('running');
    expect(standing(asked('2012-09-28T09:00:00+02:00'), 'P-12', '2012-09-28T10:00:00+02:00')).toBe('none');
  });

  it('no agreement of the ELA applies to an incident before 1 April 2010', () => {
    expect(
      clocksOf(submitted('2010-03-31T09:00:00+02:00').events).filter(({ agreement }) => /^[POC]/.test(agreement)),
    ).toEqual([]);
  });
});

describe('without the VPT code', () => {
  const withoutCode = submitted(monday)
    .add('police-report.acknowledged', { at: '2014-03-03T12:00:00+01:00', ...onReport }, {})
    .add(
      'police-report.taken',
      { at: '2014-03-04T10:00:00+01:00', ...onReport },
      taken({ vptCode: false, complaintOffence: true }),
    );

  it('no P, O or C clock starts any more, and those that ran lapse', () => {
    expect(standing(withoutCode, 'P-05', '2014-03-20T09:00:00+01:00')).toBe('none');
    expect(standing(withoutCode, 'C-01', '2014-03-04T12:00:00+01:00')).toBe('lapsed');
  });

  it('what the taking itself met stays met', () => {
    expect(standing(withoutCode, 'P-02', '2014-03-20T09:00:00+01:00')).toBe('met');
  });

  it('P-04: is judged all the same', () => {
    expect(standing(withoutCode, 'P-04', '2014-03-20T09:00:00+01:00')).toBe('breached');
  });

  it('K-01: does not depend on it', () => {
    expect(standing(withoutCode, 'K-01', '2014-03-20T09:00:00+01:00')).toBe('running');
  });
});

describe('conduct', () => {
  const released = (changes: object = {}) =>
    submitted(monday)
      .add('police-report.taken', { at: '2014-03-04T10:00:00+01:00', ...onReport }, taken({ serious: true }))
      .add(
        'suspect.released',
        { at: '2014-03-06T20:00:00+01:00', ...onStrand },
        { servedWith: 'none', reasonGiven: false, serious: true, prosecutorConsulted: false, ...changes },
      );
  const now = '2014-03-07T09:00:00+01:00';

  it('P-07: a serious case needs the prosecutor before the release', () => {
    expect(standing(released(), 'P-07', now)).toBe('breached');
    const consulted = released().add('prosecutor.consulted', { at: '2014-03-06T18:00:00+01:00', ...onStrand }, {});
    expect(standing(consulted, 'P-07', now)).toBe('met');
    const afterwards = released().add('prosecutor.consulted', { at: '2014-03-06T21:00:00+01:00', ...onStrand }, {});
    expect(standing(afterwards, 'P-07', now)).toBe('breached');
  });

  it.each([
    [{ servedWith: 'summons' }, 'met'],
    [{ reasonGiven: true }, 'met'],
    [{}, 'breached'],
  ])('P-08: released with %j is %s', (changes, outcome) => {
    expect(standing(released(changes), 'P-08', now)).toBe(outcome);
  });

  it.each([
    [{}, 'met'],
    [{ vptRisePercent: 100 }, 'breached'],
    [{ vptRisePercent: 100, reasonGiven: true }, 'met'],
    [{ againstGuideline: 'below' as const }, 'breached'],
  ])('O-02: a demand with %j is %s', (changes, outcome) => {
    const history = released().add(
      'summons.issued',
      { at: now, ...atOm },
      summons('2014-05-20T09:30:00+02:00', { demand: demand(changes) }),
    );
    expect(standing(history, 'O-02', now)).toBe(outcome);
  });

  it('O-06: a claim that wishes to join is named, or a reason is given', () => {
    const named = (changes: object) =>
      standing(
        released().add(
          'summons.issued',
          { at: now, ...atOm },
          summons('2014-05-20T09:30:00+02:00', { claimsWished: [ids.claim], ...changes }),
        ),
        'O-06',
        now,
      );
    expect(named({})).toBe('breached');
    expect(named({ claimsNamed: [ids.claim] })).toBe('met');
    expect(named({ noClaimReasonGiven: true })).toBe('met');
  });
});

describe('rounds', () => {
  const summoned = (hearingAt: string) =>
    submitted(monday)
      .add('police-report.taken', { at: '2014-03-04T10:00:00+01:00', ...onReport }, taken())
      .add('summons.issued', { at: '2014-04-07T10:00:00+02:00', ...atOm }, summons(hearingAt));
  const informed = (history: History, at: string, about: string, by: 'letter' | 'phone' = 'letter') =>
    history.add('victim.informed', { at, ...atOm }, { about, by, parties: [ids.victim] });

  it('V-03: fourteen days that end on Easter Monday run on to Tuesday', () => {
    expect(latest(summoned('2014-05-20T09:30:00+02:00'), 'V-03')?.lastDay).toBe('2014-04-22');
  });

  it('V-03: told at the latest on the day of the hearing', () => {
    expect(latest(summoned('2014-04-10T09:30:00+02:00'), 'V-03')?.lastDay).toBe('2014-04-10');
  });

  it('V-03: only in writing, and only about what began the round', () => {
    const now = '2014-04-15T09:00:00+02:00';
    const at = '2014-04-08T09:00:00+02:00';
    expect(standing(informed(summoned('2014-05-20T09:30:00+02:00'), at, 'summons.issued', 'phone'), 'V-03', now)).toBe(
      'running',
    );
    expect(standing(informed(summoned('2014-05-20T09:30:00+02:00'), at, 'file.received'), 'V-03', now)).toBe('running');
    expect(standing(informed(summoned('2014-05-20T09:30:00+02:00'), at, 'summons.issued'), 'V-03', now)).toBe('met');
  });

  it('V-03: a new hearing replaces a round that runs, and begins another', () => {
    const history = summoned('2014-05-20T09:30:00+02:00').add(
      'hearing.rescheduled',
      { at: '2014-04-10T10:00:00+02:00', ...atOm },
      { hearingAt: '2014-06-20T07:30:00.000Z' },
    );
    const rounds = clocksOf(history.events).filter(({ agreement }) => agreement === 'V-03');
    expect(rounds.map((clock) => outcomeAt(clock, '2014-04-11T09:00:00.000Z'))).toEqual(['lapsed', 'running']);
  });

  it('a clock about several victims is met when the last of them is informed', () => {
    const other = '00000000-0000-7000-8000-000000900012';
    const second = {
      policeReport: other,
      victim: other,
      part: { kind: 'police-report' as const, id: other, state: 'taken' },
    };
    const history = summoned('2014-05-20T09:30:00+02:00')
      .add('police-report.received', { at: monday, about: second }, { ...received(monday), party: other })
      .add('police-report.taken', { at: '2014-03-05T10:00:00+01:00', about: second }, taken({ party: other }));
    informed(history, '2014-04-08T09:00:00+02:00', 'summons.issued');
    expect(standing(history, 'V-03', '2014-04-09T09:00:00+02:00')).toBe('running');
    history.add(
      'victim.informed',
      { at: '2014-04-23T09:00:00+02:00', ...atOm },
      { about: 'summons.issued', by: 'letter', parties: [other] },
    );
    expect(standing(history, 'V-03', '2014-04-24T09:00:00+02:00')).toBe('met_late');
  });

  it('O-03: a lapsed transaction begins anew', () => {
    const history = submitted(monday)
      .add('police-report.taken', { at: '2014-03-04T10:00:00+01:00', ...onReport }, taken())
      .add(
        'file.received',
        { at: '2014-03-10T09:00:00+01:00', ...atOm },
        { prosecutorsOffice: 'AMS', offences: ['285'], vptCode: true, policeVptCode: true },
      )
      .add('transaction.lapsed', { at: '2014-06-02T09:00:00+02:00', ...atOm }, {});
    expect(latest(history, 'O-03')?.lastDay).toBe('2014-08-01');
    const counted = clocksOf(history.events).filter(({ agreement }) => agreement === 'O-03');
    expect(counted.map((clock) => outcomeAt(clock, '2014-06-03T09:00:00.000Z'))).toEqual(['breached', 'running']);
  });
});

describe('waiving', () => {
  it('ends the round that it is about; a later round starts anew', () => {
    const history = submitted(monday);
    const [p02] = clocksOf(history.events).filter(({ agreement }) => agreement === 'P-02');
    const key = `P-02 ${ids.report} ${p02?.round ?? ''}`;
    const { clocks } = assess(catalogue, factsOf(history.events), [
      { clock: key, at: '2014-03-04T09:00:00.000Z', by: 'x' },
    ]);
    const waived = clocks.find(({ agreement }) => agreement === 'P-02');
    expect(waived && outcomeAt(waived, '2014-04-01T09:00:00.000Z')).toBe('waived');
  });
});

describe('C-03', () => {
  it('a submission that reaches nobody is a breach of its own after a day', () => {
    const history = new History().add(
      'incident-report.submitted',
      { at: monday, producer: 'employer' },
      submitted(monday).events[0]?.data as never,
    );
    expect(standing(history, 'C-03', '2014-03-04T09:09:00+01:00')).toBe('due_soon');
    expect(standing(history, 'C-03', '2014-03-04T09:11:00+01:00')).toBe('breached');
  });
});

describe('whatever the order in which the same events become known', () => {
  const history = submitted(monday)
    .add('police-report.acknowledged', { at: '2014-03-03T16:00:00+01:00', ...onReport }, {})
    .add(
      'police-report.taken',
      { at: '2014-03-05T10:40:00+01:00', ...onReport },
      taken({ serious: true, complaintOffence: true }),
    )
    .add('complaint.lodged', { at: '2014-03-05T10:41:00+01:00', ...onReport }, {})
    .add('investigation.started', { at: '2014-03-05T11:00:00+01:00', ...onReport }, {})
    .add('suspect.registered', { at: '2014-03-06T16:00:00+01:00', ...onStrand }, { age: 16, juvenile: true })
    .add(
      'suspect.interviewed',
      { at: '2014-03-06T17:30:00+01:00', ...onStrand },
      { first: true, interview: { confessed: true } },
    )
    .add('prosecutor.consulted', { at: '2014-03-06T18:00:00+01:00', ...onStrand }, {})
    .add(
      'suspect.released',
      { at: '2014-03-06T20:00:00+01:00', ...onStrand },
      { servedWith: 'none', reasonGiven: true, serious: true, prosecutorConsulted: true },
    )
    .add(
      'file.received',
      { at: '2014-03-10T09:00:00+01:00', ...atOm },
      { prosecutorsOffice: 'AMS', offences: ['285'], vptCode: true, policeVptCode: true },
    )
    .add('summons.issued', { at: '2014-04-07T10:00:00+02:00', ...atOm }, summons('2014-05-20T09:30:00+02:00'))
    .add(
      'victim.informed',
      { at: '2014-04-22T16:00:00+02:00', ...atOm },
      { about: 'summons.issued', by: 'letter', parties: [ids.victim] },
    )
    .add(
      'hearing.rescheduled',
      { at: '2014-05-02T10:00:00+02:00', ...atOm },
      { hearingAt: '2014-06-20T07:30:00.000Z' },
    );
  const inOrder = clocksOf(history.events);

  it('the clocks come out the same, also when assessed after each of them', () => {
    const orders = fc.shuffledSubarray(history.events, { minLength: history.events.length });
    fc.assert(
      fc.property(orders, (arrivals) => {
        let given: GivenSets = {};
        let clocks: Clock[] = [];
        for (let known = 1; known <= arrivals.length; known += 1) {
          ({ clocks, given } = assess(catalogue, factsOf(arrivals.slice(0, known)), [], given));
        }
        expect(clocks).toEqual(inOrder);
      }),
      { numRuns: 50 },
    );
  });

  it('and a correction that came early or late corrects the same', () => {
    const acknowledged = history.events[2] as Fact;
    const corrected = new History();
    corrected.events.push(...history.events);
    corrected.add(
      'event.corrected',
      { at: '2014-06-01T10:00:00+02:00', ...onReport },
      { event: acknowledged.id, type: acknowledged.type, occurredAt: '2014-03-06T15:00:00.000Z', data: {} },
    );
    const orders = fc.shuffledSubarray(corrected.events, { minLength: corrected.events.length });
    const expected = clocksOf(corrected.events);
    fc.assert(
      fc.property(orders, (arrivals) => expect(clocksOf(arrivals)).toEqual(expected)),
      { numRuns: 50 },
    );
    const p01 = expected.find(({ agreement }) => agreement === 'P-01');
    expect(p01 && outcomeAt(p01, '2014-06-02T00:00:00.000Z')).toBe('met_late');
  });
});
