import { describe, expect, it } from '@jest/globals';
import { addMonths, endOfTerm, isWorkingDay, localDate, startOfDay, type Term } from './index.js';

const days = (n: number): Term => ({ n, unit: 'days' });
const months = (n: number): Term => ({ n, unit: 'months' });
const workingDays = (n: number): Term => ({ n, unit: 'workingDays' });
/** In the morning of a day in Amsterdam. */
const on = (day: string): string => new Date(Date.parse(startOfDay(day)) + 9 * 3_600_000).toISOString();
const skippedNames = (term: Term, from: string): string[] => endOfTerm(term, on(from)).skipped.map(({ why }) => why);

describe('The worked terms', () => {
  it.each<[rule: string, term: Term, from: string, ends: string, skipped: string[]]>([
    ['14 days: day 14 is Easter Monday', days(14), '2014-04-07', '2014-04-22', ['Easter Monday']],
    ['14 days: day 14 is Ascension Day', days(14), '2014-05-15', '2014-05-30', ['Ascension Day']],
    ['14 days: day 14 is a working day', days(14), '2026-11-10', '2026-11-24', []],
    [
      '14 days: Christmas, Boxing Day, weekend',
      days(14),
      '2025-12-11',
      '2025-12-29',
      ['Christmas Day', 'Boxing Day', 'Saturday', 'Sunday'],
    ],
    ['14 days: Good Friday inside the term does not count', days(14), '2025-04-11', '2025-04-25', []],
    [
      '3 days: two working days must be in it, at Christmas',
      days(3),
      '2013-12-23',
      '2013-12-27',
      ['Christmas Day', 'Boxing Day'],
    ],
    [
      '3 days: Good Friday, weekend, Easter Monday; then two working days',
      days(3),
      '2014-04-17',
      '2014-04-23',
      ['Good Friday', 'Saturday', 'Sunday', 'Easter Monday'],
    ],
    ['90 days: art. 4 does not exclude exactly 90', days(90), '2014-02-14', '2014-05-15', []],
    ['90 days: three months of Sr 66', days(90), '2013-11-30', '2014-02-28', []],
    ['8 months: no roll, and February has no 30th', months(8), '2014-06-30', '2015-02-28', []],
    [
      '1 working day: after Easter Monday',
      workingDays(1),
      '2014-04-17',
      '2014-04-22',
      ['Good Friday', 'Saturday', 'Sunday', 'Easter Monday'],
    ],
    [
      "2 working days: King's Day 2014 is a Saturday",
      workingDays(2),
      '2014-04-25',
      '2014-04-29',
      ["King's Day", 'Sunday'],
    ],
    [
      "5 working days: Christmas, two weekends and New Year's Day",
      workingDays(5),
      '2014-12-24',
      '2015-01-05',
      ['Christmas Day', 'Boxing Day', 'Saturday', 'Sunday', "New Year's Day", 'Saturday', 'Sunday'],
    ],
    ['5 working days: 5 May', workingDays(5), '2026-04-30', '2026-05-08', ['Saturday', 'Sunday', 'Liberation Day']],
  ])('%s', (_rule, term, from, ends, skipped) => {
    const end = endOfTerm(term, on(from));
    expect(end.lastDay).toBe(ends);
    expect(localDate(new Date(Date.parse(end.endsAt) - 1).toISOString())).toBe(ends);
    expect(localDate(end.endsAt)).not.toBe(ends);
    expect(skippedNames(term, from)).toEqual(skipped);
  });
});

describe('Art. 1 and 2: what is extended', () => {
  it('rolls a term of one or two days, without asking for two working days', () => {
    expect(endOfTerm(days(1), on('2014-04-17')).lastDay).toBe('2014-04-22');
    expect(endOfTerm(days(2), on('2014-04-17')).lastDay).toBe('2014-04-22');
  });

  it('rolls a term of months up to three, and not beyond', () => {
    expect(addMonths('2014-03-16', 3)).toBe('2014-06-16');
    expect(endOfTerm(months(1), on('2014-01-15')).lastDay).toBe('2014-02-17'); // the 15th is a Saturday
    expect(endOfTerm(months(3), on('2014-01-05')).lastDay).toBe('2014-04-07');
    expect(endOfTerm(months(4), on('2014-01-05')).lastDay).toBe('2014-05-05'); // a holiday
    expect(endOfTerm(months(12), on('2013-04-05')).lastDay).toBe('2014-04-05'); // a Saturday
  });

  it('lets a month from the 31st end on the last day of the next', () => {
    expect(endOfTerm(months(1), on('2012-01-31')).lastDay).toBe('2012-02-29');
    expect(endOfTerm(months(1), on('2013-01-31')).lastDay).toBe('2013-02-28');
  });

  it('skips in a month that ends on a Sunday only what its end falls on', () => {
    expect(endOfTerm(months(2), on('2014-02-20')).skipped).toEqual([
      { day: '2014-04-20', why: 'Sunday' },
      { day: '2014-04-21', why: 'Easter Monday' },
    ]);
  });
});

describe('Art. 4: what is not extended', () => {
  it('leaves a term of more than 90 days where it ends', () => {
    expect(endOfTerm(days(91), on('2014-02-15'))).toMatchObject({ lastDay: '2014-05-17', skipped: [] }); // a Saturday
    expect(endOfTerm(days(90), on('2014-02-16')).lastDay).toBe('2014-05-19'); // 90 days: rolled from that Saturday
  });

  it('leaves a term of deprivation of liberty where it ends', () => {
    const end = endOfTerm(days(3), on('2014-04-17'), { deprivationOfLiberty: true });
    expect(end).toMatchObject({ lastDay: '2014-04-20', skipped: [] });
  });

  it('leaves a term in hours at its hour, on a holiday too', () => {
    expect(endOfTerm({ n: 24, unit: 'hours' }, '2014-04-20T10:00:00.000Z')).toEqual({
      lastDay: '2014-04-21',
      endsAt: '2014-04-21T10:00:00.000Z',
      skipped: [],
    });
  });

  it('counts a term in hours that ends at midnight to the day before', () => {
    expect(endOfTerm({ n: 2, unit: 'hours' }, '2014-03-03T21:00:00.000Z').lastDay).toBe('2014-03-03');
  });
});

describe('A term of nothing and a term that is none', () => {
  it('ends a term of no days on the day of the event', () => {
    expect(endOfTerm(days(0), on('2014-04-07')).lastDay).toBe('2014-04-07');
    expect(endOfTerm(workingDays(0), on('2014-04-07')).lastDay).toBe('2014-04-07');
    expect(endOfTerm({ n: 0, unit: 'hours' }, on('2014-04-07')).lastDay).toBe('2014-04-07');
  });

  it.each([-1, 1.5, Number.NaN])('is a defect: %p', (n) => {
    expect(() => endOfTerm(days(n), on('2014-04-07'))).toThrow(RangeError);
    expect(isWorkingDay('2014-04-07')).toBe(true);
  });
});
