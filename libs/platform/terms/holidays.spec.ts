import { describe, expect, it } from '@jest/globals';
import { EXTRA_HOLIDAY_DECREES } from './extra-holidays.js';
import { formatDay, parseDay } from './day-number.js';
import { easterSunday } from './holidays.js';
import { EXTRA_HOLIDAYS, holidayCalendar, holidaysOf, isWorkingDay, workingDaysBefore } from './index.js';

const dayOf = (year: number, name: string): string | undefined =>
  holidaysOf(year).find((holiday) => holiday.name.split(', ').includes(name))?.day;

describe('Recognised holidays (Atw art. 3)', () => {
  it('are, in 2014, these nine', () => {
    expect(holidaysOf(2014)).toEqual([
      { day: '2014-01-01', name: "New Year's Day" },
      { day: '2014-04-18', name: 'Good Friday' },
      { day: '2014-04-21', name: 'Easter Monday' },
      { day: '2014-04-26', name: "King's Day" },
      { day: '2014-05-05', name: 'Liberation Day' },
      { day: '2014-05-29', name: 'Ascension Day' },
      { day: '2014-06-09', name: 'Whit Monday' },
      { day: '2014-12-25', name: 'Christmas Day' },
      { day: '2014-12-26', name: 'Boxing Day' },
    ]);
  });

  it.each([
    [1900, '1900-04-15'],
    [1913, '1913-03-23'],
    [1943, '1943-04-25'],
    [1954, '1954-04-18'],
    [1981, '1981-04-19'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2011, '2011-04-24'],
    [2014, '2014-04-20'],
    [2019, '2019-04-21'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2038, '2038-04-25'],
    [2076, '2076-04-19'],
    [2285, '2285-03-22'],
  ])('Easter Sunday of %i is %s', (year, day) => {
    expect(formatDay(easterSunday(year))).toBe(day);
  });

  it.each([
    [1978, "Queen's Day", '1978-05-01'],
    [1979, "Queen's Day", '1979-04-30'],
    [1989, "Queen's Day", '1989-04-29'],
    [2006, "Queen's Day", '2006-04-29'],
    [2012, "Queen's Day", '2012-04-30'],
    [2013, "Queen's Day", '2013-04-30'],
    [2014, "King's Day", '2014-04-26'],
    [2015, "King's Day", '2015-04-27'],
    [2025, "King's Day", '2025-04-26'],
    [2026, "King's Day", '2026-04-27'],
  ])('%i: %s is celebrated on %s', (year, name, day) => {
    expect(dayOf(year, name)).toBe(day);
  });

  it("has no King's Day before 2014 and no Queen's Day since", () => {
    expect(dayOf(2013, "King's Day")).toBeUndefined();
    expect(dayOf(2014, "Queen's Day")).toBeUndefined();
  });

  it('names both where two coincide', () => {
    expect(holidaysOf(2016).find(({ day }) => day === '2016-05-05')?.name).toBe('Liberation Day, Ascension Day');
  });
});

describe('Days that the Crown named (art. 3(3))', () => {
  const named = [{ day: '2014-05-30', name: 'Friday after Ascension Day (Crown)' }];

  it('are days off once they are loaded', () => {
    expect(isWorkingDay('2014-05-30')).toBe(true);
    expect(holidayCalendar(named).nameOn(parseDay('2014-05-30'))).toBe('Friday after Ascension Day (Crown)');
  });

  it('are loaded with their decree and source only, each day once', () => {
    expect(new Set(EXTRA_HOLIDAYS.map(({ day }) => day)).size).toBe(EXTRA_HOLIDAYS.length);
    for (const { decree, source } of EXTRA_HOLIDAY_DECREES) expect(decree && source).toBeTruthy();
  });
});

describe('Working days', () => {
  it.each([
    ['2014-04-17', true],
    ['2014-04-18', false],
    ['2014-04-19', false],
    ['2014-04-20', false],
    ['2014-04-21', false],
    ['2014-04-22', true],
  ])('around Easter 2014: %s %p', (day, working) => {
    expect(isWorkingDay(day)).toBe(working);
  });

  it('counts two working days before a last day', () => {
    expect(workingDaysBefore('2014-03-07', 2)).toBe('2014-03-05');
    expect(workingDaysBefore('2014-04-22', 2)).toBe('2014-04-16');
    expect(workingDaysBefore('2015-02-28', 2)).toBe('2015-02-26');
  });
});
