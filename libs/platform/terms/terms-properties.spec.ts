import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatDay, parseDay, toCivilDay, toDayNumber, weekday } from './day-number.js';
import {
  addDays,
  addMonths,
  ageOn,
  countBack,
  endOfTerm,
  holidayCalendar,
  holidaysOf,
  isWorkingDay,
  localDate,
  startOfDay,
  workingDaysBefore,
  type Term,
} from './index.js';

const FIRST = Date.parse('1900-01-01T00:00:00.000Z');
const LAST = Date.parse('2299-12-31T23:59:59.999Z');
const DAY = 86_400_000;

const moment = fc.integer({ min: FIRST, max: LAST }).map((at) => new Date(at).toISOString());
const nearby = fc
  .integer({ min: Date.parse('2013-01-01T00:00:00.000Z'), max: Date.parse('2030-01-01T00:00:00.000Z') })
  .map((at) => new Date(at).toISOString());
const day = fc.integer({ min: FIRST / DAY, max: Math.floor(LAST / DAY) }).map(formatDay);
const rolledTerm: fc.Arbitrary<Term> = fc.oneof(
  fc.record({ n: fc.integer({ min: 1, max: 90 }), unit: fc.constant('days' as const) }),
  fc.record({ n: fc.integer({ min: 1, max: 3 }), unit: fc.constant('months' as const) }),
  fc.record({ n: fc.integer({ min: 1, max: 60 }), unit: fc.constant('workingDays' as const) }),
);
const fixedTerm: fc.Arbitrary<Term> = fc.oneof(
  fc.record({ n: fc.integer({ min: 91, max: 2000 }), unit: fc.constant('days' as const) }),
  fc.record({ n: fc.integer({ min: 4, max: 60 }), unit: fc.constant('months' as const) }),
);
const anyTerm = fc.oneof(
  rolledTerm,
  fixedTerm,
  fc.record({ n: fc.integer({ min: 0, max: 5000 }), unit: fc.constant('hours' as const) }),
);

const workingDaysIn = (from: string, lastDay: string): number => {
  let count = 0;
  for (let current = addDays(localDate(from), 1); current <= lastDay; current = addDays(current, 1)) {
    if (isWorkingDay(current)) count += 1;
  }
  return count;
};

describe('For every term', () => {
  it('no due date falls on a day off where the law forbids it', () => {
    fc.assert(
      fc.property(rolledTerm, moment, (term, from) => isWorkingDay(endOfTerm(term, from).lastDay)),
      { numRuns: 2000 },
    );
  });

  it('a term of three days or more up to ninety holds at least two working days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 90 }), moment, (n, from) => {
        expect(workingDaysIn(from, endOfTerm({ n, unit: 'days' }, from).lastDay)).toBeGreaterThanOrEqual(2);
      }),
    );
  });

  it('n working days hold exactly n working days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), moment, (n, from) => {
        const { lastDay } = endOfTerm({ n, unit: 'workingDays' }, from);
        expect(workingDaysIn(from, lastDay)).toBe(n);
      }),
    );
  });

  it('a longer term is never extended', () => {
    fc.assert(
      fc.property(fixedTerm, moment, (term, from) => {
        const start = localDate(from);
        const expected = term.unit === 'days' ? addDays(start, term.n) : addMonths(start, term.n);
        expect(endOfTerm(term, from)).toMatchObject({ lastDay: expected, skipped: [] });
      }),
    );
  });

  it('adding a holiday never brings a due date forward', () => {
    const extra = fc.array(fc.integer({ min: 0, max: 140 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(anyTerm, nearby, extra, (term, from, offsets) => {
        const more = offsets.map((offset) => ({ day: addDays(localDate(from), offset), name: 'Extra' }));
        const before = endOfTerm(term, from, { holidays: holidayCalendar([]) });
        const after = endOfTerm(term, from, { holidays: holidayCalendar(more) });
        expect(after.endsAt >= before.endsAt).toBe(true);
        expect(after.lastDay >= before.lastDay).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  it('a later event never has an earlier end', () => {
    fc.assert(
      fc.property(anyTerm, moment, fc.integer({ min: 0, max: 40 * DAY }), (term, from, later) => {
        const second = new Date(Date.parse(from) + later).toISOString();
        expect(endOfTerm(term, second).endsAt >= endOfTerm(term, from).endsAt).toBe(true);
      }),
    );
  });

  it('the end is the first moment after the last day', () => {
    fc.assert(
      fc.property(fc.oneof(rolledTerm, fixedTerm), moment, (term, from) => {
        const { lastDay, endsAt } = endOfTerm(term, from);
        expect(endsAt).toBe(startOfDay(addDays(lastDay, 1)));
        expect(localDate(new Date(Date.parse(endsAt) - 1).toISOString())).toBe(lastDay);
      }),
    );
  });

  it('every skipped day is a day off within the reach of the term, with a name', () => {
    fc.assert(
      fc.property(rolledTerm, moment, (term, from) => {
        const { lastDay, skipped } = endOfTerm(term, from);
        for (const { day: off, why } of skipped) {
          expect(isWorkingDay(off)).toBe(false);
          expect(off > localDate(from) && off < lastDay && why.length > 0).toBe(true);
        }
      }),
    );
  });
});

describe('Four hundred years of dates', () => {
  it('count without an exception, and each day follows on the one before', () => {
    let previous = '1899-12-31';
    let starts = startOfDay(previous);
    for (let number = FIRST / DAY; number <= Math.floor(LAST / DAY); number += 1) {
      const current = formatDay(number);
      const from = startOfDay(current);
      if (addDays(previous, 1) !== current || localDate(from) !== current || starts >= from) throw new Error(current);
      if (countBack(current, 1) !== previous || workingDaysBefore(current, 2) >= current) throw new Error(current);
      if (endOfTerm({ n: 14, unit: 'days' }, from).lastDay <= current) throw new Error(current);
      if (endOfTerm({ n: 5, unit: 'workingDays' }, from).lastDay <= current) throw new Error(current);
      if (endOfTerm({ n: 1, unit: 'months' }, from).lastDay <= current) throw new Error(current);
      if (ageOn(current, addMonths(current, 1)) !== 0) throw new Error(current);
      [previous, starts] = [current, from];
    }
    expect(previous).toBe('2299-12-31');
  });

  it('have eight to eleven recognised holidays each, in order', () => {
    for (let year = 1900; year <= 2299; year += 1) {
      const holidays = holidaysOf(year);
      expect(holidays.length).toBeGreaterThanOrEqual(8);
      expect(holidays.map(({ day: date }) => date)).toEqual(holidays.map(({ day: date }) => date).sort());
      expect(weekday(parseDay(holidays.find(({ name }) => name.includes('Ascension Day'))?.day ?? ''))).toBe(4);
    }
  });

  it('agree with the calendar and the clock of the machine', () => {
    const clock = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Amsterdam', dateStyle: 'short' });
    fc.assert(
      fc.property(moment, day, (at, date) => {
        expect(localDate(at)).toBe(clock.format(new Date(at)));
        expect(parseDay(date) * DAY).toBe(Date.parse(date));
        const { year, month, day: dayOfMonth } = toCivilDay(parseDay(date));
        expect(toDayNumber(year, month, dayOfMonth)).toBe(parseDay(date));
        expect(weekday(parseDay(date))).toBe(new Date(date).getUTCDay());
      }),
      { numRuns: 3000 },
    );
  });
});

describe('Speed', () => {
  it('reckons 200,000 ends of terms within seconds', () => {
    const begin = Date.parse('2014-01-01T00:00:00.000Z');
    const started = performance.now();
    for (let i = 0; i < 200_000; i += 1) {
      endOfTerm({ n: 14, unit: 'days' }, new Date(begin + i * 1_800_000).toISOString());
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
