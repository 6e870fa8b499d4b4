import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { EventOf } from '../../../contract/index.js';
import type { CaseRecord } from '../../messaging/case-record.js';
import { CommandBody, IsCents } from '../../http/validation.js';
import { draft, type CaseContext, type DraftEvent } from '../case-context.js';
import { takeInHand } from '../case-work.js';
import type { CommandRoute } from '../command-route.js';
import { invalid } from '../refusal.js';
import { compare } from './comparison.js';
import { historyWith, refuseOtherStates } from './consider-correction.js';
import { targetIn } from './correction-target.js';
import { follow } from './follow-correction.js';
import type { JournalEntry } from './journal.js';
import { laidOver, overlaysIn, type Overlay } from './overlays.js';
import { Halted, replay, type Replayed, type Rules } from './replay.js';

/** A claim that can be paid up to what a judgment awards, and no more. */
interface Paid {
  awardedCents: number;
  paidCents: number;
}

class PaymentBody extends CommandBody {
  @IsCents()
  amountCents!: number;
}

const claim = '00000000-0000-4000-8000-00000000c1a1';
const about = { part: { kind: 'claim' as const, id: claim }, claim };
const isSettled = ({ awardedCents, paidCents }: Paid): boolean => awardedCents > 0 && paidCents === awardedCents;
const reference = 'BANK-1';
const madeAt = '2015-01-01T00:00:00.000Z';

const context: CaseContext<Paid> = {
  name: 'recovery',
  begin: () => ({ awardedCents: 0, paidCents: 0 }),
  parts: (state) => [{ kind: 'claim', id: claim, state: isSettled(state) ? 'settled' : 'awarded', madeAt }],
  lifecycles: { claim: { recordPayment: { from: 'any', to: ['awarded', 'settled'], events: ['payment.received'] } } },
  commands: {
    claim: {
      recordPayment: {
        decide(state, _part, { amountCents }: PaymentBody) {
          if (state.paidCents + amountCents > state.awardedCents)
            return invalid('/amountCents', 'overpayment', 'Too much.');
          state.paidCents += amountCents;
          const received = { from: 's1', amountCents, reference, receivedOn: '2015-02-01' };
          return [
            draft('payment.received', about, received),
            ...(isSettled(state) ? [draft('claim.settled', about, {})] : []),
          ] as DraftEvent[];
        },
      },
    },
  },
  reactions: {
    'judgment.given': (state, { data }) => {
      state.awardedCents = data.awards[0]?.amountCents ?? 0;
      return [draft('claim.awarded', about, { awardedCents: state.awardedCents, awards: [] })];
    },
  },
  takenBack: (_state, { type }) => (type === 'claim.settled' ? draft('claim.reopened', about, {}) : undefined),
  parties: () => ({}),
};

const route: CommandRoute = {
  part: 'claim',
  command: 'recordPayment',
  path: 'claims/:id/payments',
  body: PaymentBody,
  summary: '',
  example: {},
};
const rules: Rules<Paid> = { context, routes: [route] };
const name = { caseId: '00000000-0000-4000-8000-00000000ca5e', caseNumber: 'VPT-2015-000001' };

const idOf = (nth: number): string => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;

const judgmentOf = (amountCents: number, occurredAt = '2015-01-10T10:00:00.000Z') =>
  ({
    id: idOf(1),
    type: 'judgment.given',
    version: 1,
    ...name,
    producer: 'prosecution',
    occurredAt,
    recordedAt: '2015-01-11T10:00:00.000Z',
    about: {},
    data: {
      verdict: 'convicted',
      instance: 'first',
      violentOrSexual: false,
      claimsNamed: [],
      awards: [{ claim, amountCents, jointly: false, measure: false }],
    },
  }) as unknown as EventOf<'judgment.given'>;

/** A judgment and payments, as they were entered. */
function journalWith(awardedCents: number, payments: readonly number[]): JournalEntry[] {
  const heard: JournalEntry = {
    id: idOf(1),
    heard: judgmentOf(awardedCents),
    recordedAt: '2015-01-11T10:00:00.000Z',
    told: [{ id: idOf(1001), type: 'claim.awarded', about }],
  };
  let left = awardedCents;
  const given = payments.map((amountCents, index): JournalEntry => {
    left -= amountCents;
    const entry = idOf(index + 2);
    const actor = {
      id: 'r1',
      organisation: 'gvb',
      roles: [],
      designatedForHalt: false,
      role: 'recovery_officer' as const,
    };
    return {
      id: entry,
      command: { name: 'recordPayment', kind: 'claim', part: claim, input: { amountCents }, actor, persons: [] },
      recordedAt: '2015-02-01T10:00:00.000Z',
      told: [
        { id: idOf(index + 1002), type: 'payment.received', about },
        ...(left === 0 ? [{ id: idOf(index + 2002), type: 'claim.settled' as const, about }] : []),
      ],
    };
  });
  return [heard, ...given];
}

const played = (journal: JournalEntry[], overlays = new Map<string, Overlay>()): Replayed<Paid> => {
  const again = replay(rules, name, journal, overlays);
  if (again instanceof Halted) throw new Error(again.refusal.detail);
  return again;
};

const withFields = (entry: string, fields: Record<string, unknown>) => new Map([[entry, { fields }]]);

describe('a journal that is played again', () => {
  it('gives the state and the events as they were, whatever was entered', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 100 }), { maxLength: 8 });
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 100 }), (payments, rest) => {
        const sum = payments.reduce((total, one) => total + one, 0);
        const journal = journalWith(sum + rest, payments);
        const { state, steps } = played(journal);
        expect(state).toEqual({ awardedCents: sum + rest, paidCents: sum });
        expect(steps.flatMap(({ events }) => events).every(({ told }) => told)).toBe(true);
      }),
    );
  });

  it('stops at the entry that would be refused', () => {
    const again = replay(rules, name, journalWith(100, [40, 50]), withFields(idOf(2), { amountCents: 60 }));
    expect(again).toMatchObject({ entry: idOf(3), refusal: { kind: 'invalid', code: 'overpayment' } });
  });

  it('takes the time of a command from its correction, and refuses one before the part was made', () => {
    const journal = journalWith(100, [40]);
    const right = played(journal, withFields(idOf(2), { occurredAt: '2015-01-20T11:00:00+01:00' }));
    expect(right.steps[1]?.events[0]?.occurredAt).toBe('2015-01-20T10:00:00.000Z');
    const early = replay(rules, name, journal, withFields(idOf(2), { occurredAt: '2014-01-20T11:00:00+01:00' }));
    expect(early).toMatchObject({ entry: idOf(2), refusal: { pointer: '/occurredAt' } });
  });
});

describe('what a correction makes of the history', () => {
  const compared = (journal: JournalEntry[], overlays: Map<string, Overlay>) =>
    compare(played(journal), played(journal, overlays));

  it('changes the events that were told otherwise, and leaves the others', () => {
    const comparison = compared(journalWith(100, [40, 20]), withFields(idOf(2), { amountCents: 50 }));
    expect(comparison.changed.map(({ id }) => id)).toEqual([idOf(1002)]);
    expect(comparison).toMatchObject({ added: [], vanished: [], otherStates: false });
  });

  it('adds what would have been told', () => {
    const comparison = compared(journalWith(100, [40, 20]), withFields(idOf(3), { amountCents: 60 }));
    expect(comparison.added.map(({ type }) => type)).toEqual(['claim.settled']);
    expect(comparison.otherStates).toBe(true);
  });

  it('is refused where a later state would be another', () => {
    const journal = journalWith(100, [40, 60]);
    const before = new Map<string, Overlay>();
    const kept = played(journal).state;
    const after = withFields(idOf(3), { amountCents: 50 });
    const history = historyWith(rules, name, kept, journal, { before, after });
    if (history instanceof Halted) throw new Error('halted');
    expect(history.comparison.vanished.map(({ type }) => type)).toEqual(['claim.settled']);
    expect(refuseOtherStates(rules, history)).toMatchObject({ kind: 'conflict', code: 'later-state' });
  });

  it('is not looked for where the journal does not give the state', () => {
    const none = { before: new Map<string, Overlay>(), after: new Map<string, Overlay>() };
    expect(() => historyWith(rules, name, { awardedCents: 1, paidCents: 0 }, journalWith(100, []), none)).toThrow(
      /does not give the state/,
    );
  });
});

describe('corrections of one entry', () => {
  it('lie over each other, field by field; null takes a field away', () => {
    const first = { fields: { amountCents: 1, occurredAt: 'a' } };
    expect(laidOver(first, { fields: { amountCents: 2, reason: null } })).toEqual({
      fields: { amountCents: 2, occurredAt: 'a', reason: null },
    });
  });

  it('name the event itself or the correction before', () => {
    const journal = journalWith(100, [40]);
    const correction: JournalEntry = {
      id: idOf(50),
      recordedAt: madeAt,
      told: [{ id: idOf(51), type: 'event.corrected', about, corrects: idOf(1002) }],
    };
    const part = { kind: 'claim' as const, id: claim, state: 'awarded', madeAt };
    const named = targetIn([...journal, correction], idOf(51), part);
    expect(named).toEqual(targetIn(journal, idOf(1002), part));
    expect(named).toMatchObject({ entry: { id: idOf(2) }, command: { name: 'recordPayment' } });
    expect(targetIn(journal, idOf(1001), part)?.command).toBeUndefined();
    expect(targetIn(journal, idOf(1002), { ...part, id: idOf(99) })).toBeUndefined();
    expect(targetIn(journal, 'nothing', part)).toBeUndefined();
  });
});

describe('a context that hears of a correction', () => {
  const correctionTo = (amountCents: number, event = idOf(1)) =>
    ({
      ...judgmentOf(0),
      id: idOf(70 + amountCents),
      type: 'event.corrected',
      occurredAt: '2015-03-01T10:00:00.000Z',
      data: {
        event,
        type: 'judgment.given',
        occurredAt: '2015-01-10T10:00:00.000Z',
        data: judgmentOf(amountCents).data,
      },
    }) as unknown as EventOf<'event.corrected'>;

  function hears(journal: JournalEntry[], ...corrections: EventOf<'event.corrected'>[]) {
    const record = {
      ...name,
      version: 0,
      state: played(journal).state,
      organisations: [],
      sent: {},
      received: {},
      seen: {},
      waiting: 0,
    };
    const work = takeInHand(context, record as CaseRecord);
    const followed = corrections.map((correction) => {
      const outcome = follow(rules, work, journal, correction, '2015-03-01T10:00:05.000Z');
      const corrects = outcome?.grounds.corrects;
      if (corrects) journal.push({ id: correction.id, heard: correction, recordedAt: madeAt, told: [], corrects });
      return outcome;
    });
    return { work, followed, told: work.letters.map(({ event }) => event) };
  }

  it('takes the state that follows and tells what it told otherwise', () => {
    const { work, told } = hears(journalWith(100, [40]), correctionTo(90));
    expect(work.state).toEqual({ awardedCents: 90, paidCents: 40 });
    expect(told).toMatchObject([
      { type: 'event.corrected', data: { event: idOf(1001), because: idOf(160), data: { awardedCents: 90 } } },
    ]);
  });

  it('tells what follows now, and against what it had told', () => {
    expect(hears(journalWith(100, [40]), correctionTo(40)).told.map(({ type }) => type)).toEqual([
      'event.corrected',
      'claim.settled',
    ]);
    const reopened = hears(journalWith(100, [100]), correctionTo(120));
    expect(reopened.told.map(({ type }) => type)).toEqual(['event.corrected', 'claim.reopened']);
    expect(reopened.told.at(-1)?.about.part?.state).toBe('awarded');
  });

  it('refuses nothing: what it cannot follow leaves the state as it was, and says why', () => {
    const { work, followed, told } = hears(journalWith(100, [40]), correctionTo(30));
    expect(work.state).toEqual({ awardedCents: 100, paidCents: 40 });
    expect(followed[0]).toEqual({
      events: [],
      grounds: { notFollowed: 'a later command would be refused: overpayment' },
    });
    expect(told).toEqual([]);
  });

  it('follows a later correction after one that it could not follow', () => {
    const journal = journalWith(100, [40]);
    const { work } = hears(journal, correctionTo(30), correctionTo(50));
    expect(work.state).toEqual({ awardedCents: 50, paidCents: 40 });
    expect(overlaysIn(journal).get(idOf(1))?.event).toMatchObject({ data: { awards: [{ amountCents: 50 }] } });
  });

  it('passes over what meant nothing to it', () => {
    expect(hears(journalWith(100, [40]), correctionTo(30, idOf(999))).followed).toEqual([undefined]);
  });
});
