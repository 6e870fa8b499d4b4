import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths, ageOn, countBack, endOfTerm, localDate, startOfDay, yearsBetween } from './index.js';

describe('Days in Europe/Amsterdam', () => {
  it('an event at 00:30 belongs to that day, though it is the day before in UTC', () => {
    expect(localDate('2014-03-02T23:30:00.000Z')).toBe('2014-03-03');
    expect(localDate('2014-06-15T22:30:00.000Z')).toBe('2014-06-16');
    expect(endOfTerm({ n: 1, unit: 'workingDays' }, '2014-03-02T23:30:00.000Z').lastDay).toBe('2014-03-04');
    expect(endOfTerm({ n: 14, unit: 'days' }, '2014-06-15T22:30:00.000Z').lastDay).toBe('2014-06-30');
  });

  it.each([
    ['2014-03-03', '2014-03-02T23:00:00.000Z'],
    ['2014-03-30', '2014-03-29T23:00:00.000Z'],
    ['2014-03-31', '2014-03-30T22:00:00.000Z'],
    ['2014-10-26', '2014-10-25T22:00:00.000Z'],
    ['2014-10-27', '2014-10-26T23:00:00.000Z'],
    ['2015-01-01', '2014-12-31T23:00:00.000Z'],
  ])('%s begins at %s', (day, at) => {
    expect(startOfDay(day)).toBe(at);
    expect(localDate(at)).toBe(day);
    expect(localDate(new Date(Date.parse(at) - 1).toISOString())).toBe(addDays(day, -1));
  });

  it('reads a moment with any offset', () => {
    expect(localDate('2014-03-03T00:10:00+01:00')).toBe('2014-03-03');
  });

  it('takes what is no day or no moment for a defect', () => {
    expect(() => startOfDay('2014-02-29')).toThrow(RangeError);
    expect(() => startOfDay('3 March')).toThrow(RangeError);
    expect(() => localDate('yesterday')).toThrow(RangeError);
  });
});

describe('Both nights of clock change', () => {
  it.each([
    ['spring', '2014-03-29T12:00:00.000Z', '2014-03-30T12:00:00.000Z'],
    ['autumn', '2014-10-25T12:00:00.000Z', '2014-10-26T12:00:00.000Z'],
  ])('%s: 24 hours are 24 hours, not the same time on the clock', (_night, from, endsAt) => {
    expect(endOfTerm({ n: 24, unit: 'hours' }, from).endsAt).toBe(endsAt);
  });

  it('a term in days that begins in the hour that comes twice has one end', () => {
    const first = endOfTerm({ n: 14, unit: 'days' }, '2014-10-26T00:30:00.000Z');
    expect(first).toEqual(endOfTerm({ n: 14, unit: 'days' }, '2014-10-26T01:30:00.000Z'));
    expect(first).toMatchObject({ lastDay: '2014-11-10', endsAt: '2014-11-10T23:00:00.000Z' });
  });

  it('a term over a clock change ends at the midnight that the clock then shows', () => {
    expect(endOfTerm({ n: 1, unit: 'workingDays' }, '2014-03-28T10:00:00.000Z').endsAt).toBe(
      '2014-03-31T22:00:00.000Z',
    );
    expect(endOfTerm({ n: 1, unit: 'workingDays' }, '2014-10-24T10:00:00.000Z').endsAt).toBe(
      '2014-10-27T23:00:00.000Z',
    );
  });

  it('a term whose last day is the day of the change has 23 or 25 hours of it', () => {
    const day = (from: string) => endOfTerm({ n: 91, unit: 'days' }, from);
    expect(day('2013-12-29T11:00:00.000Z')).toMatchObject({
      lastDay: '2014-03-30',
      endsAt: '2014-03-30T22:00:00.000Z',
    });
    expect(day('2014-07-27T11:00:00.000Z')).toMatchObject({
      lastDay: '2014-10-26',
      endsAt: '2014-10-26T23:00:00.000Z',
    });
  });
});

describe('Counting days, months and years', () => {
  it('counts back without rolling', () => {
    expect(countBack('2014-05-06', 14)).toBe('2014-04-22');
    expect(countBack('2014-05-05', 14)).toBe('2014-04-21'); // Easter Monday
  });

  it.each([
    ['2014-01-31', 1, '2014-02-28'],
    ['2012-01-31', 1, '2012-02-29'],
    ['2014-06-30', 8, '2015-02-28'],
    ['2014-12-15', 1, '2015-01-15'],
    ['2014-03-31', -1, '2014-02-28'],
    ['2014-01-15', -1, '2013-12-15'],
  ])('%s and %i months is %s', (from, n, to) => {
    expect(addMonths(from, n)).toBe(to);
  });

  it.each([
    ['1996-03-03', '2014-03-02', 17],
    ['1996-03-03', '2014-03-03', 18],
    ['1996-02-29', '2014-02-28', 17],
    ['1996-02-29', '2014-03-01', 18],
    ['1996-02-29', '2012-02-28', 15],
    ['1996-02-29', '2012-02-29', 16],
    ['2000-02-29', '2100-02-28', 99],
    ['2000-02-29', '2100-03-01', 100],
    ['2014-03-03', '2014-03-03', 0],
    ['2014-03-03', '2014-03-02', -1],
  ])('born on %s one is on %s %i years old', (birthDate, on, age) => {
    expect(ageOn(birthDate, on)).toBe(age);
    expect(yearsBetween(birthDate, on)).toBe(age);
  });
});
