import type { LocalDate } from '../../contract/time.js';
import { formatDay, parseDay, SATURDAY, SUNDAY, weekday, type DayNumber } from './day-number.js';
import { recognisedHolidays, type HolidayCalendar } from './holidays.js';

/** Why a day is no working day: the holiday, else Saturday or Sunday. */
export const dayOffName = (day: DayNumber, calendar: HolidayCalendar): string | undefined => {
  const holiday = calendar.nameOn(day);
  if (holiday) return holiday;
  const dayOfWeek = weekday(day);
  if (dayOfWeek === SATURDAY) return 'Saturday';
  return dayOfWeek === SUNDAY ? 'Sunday' : undefined;
};

export const isDayOff = (day: DayNumber, calendar: HolidayCalendar): boolean => {
  const dayOfWeek = weekday(day);
  return dayOfWeek === SATURDAY || dayOfWeek === SUNDAY || calendar.nameOn(day) !== undefined;
};

/** The n-th working day after `day`, or before it (`step` -1); `day` itself does not count. */
export const nthWorkingDay = (day: DayNumber, n: number, step: 1 | -1, calendar: HolidayCalendar): DayNumber => {
  let current = day;
  for (let left = n; left > 0;) {
    current += step;
    if (!isDayOff(current, calendar)) left -= 1;
  }
  return current;
};

export const isWorkingDay = (day: LocalDate): boolean => !isDayOff(parseDay(day), recognisedHolidays);

/** The n-th working day before a day, which itself does not count. */
export const workingDaysBefore = (day: LocalDate, n: number): LocalDate =>
  formatDay(nthWorkingDay(parseDay(day), n, -1, recognisedHolidays));
