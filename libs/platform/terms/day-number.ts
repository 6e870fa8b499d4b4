import type { LocalDate } from '../../contract/time.js';

/** Days since 1 January 1970 in the Gregorian calendar: whole days, so that counting is adding. */
export type DayNumber = number;

export interface CivilDay {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

// Taken out once: these conversions are the innermost of all that is counted.
const { floor } = Math;

const DAYS_IN_ERA = 146_097;
const DAYS_FROM_ERA_START_TO_1970 = 719_468;

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
};

// The two conversions reckon in eras of 400 years that begin on 1 March, so that a leap day is the last of its year
// (H. Hinnant, "chrono-compatible low-level date algorithms").
export const toDayNumber = (year: number, month: number, day: number): DayNumber => {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + floor(yearOfEra / 4) - floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_ERA + dayOfEra - DAYS_FROM_ERA_START_TO_1970;
};

export const toCivilDay = (number: DayNumber): CivilDay => {
  const shifted = number + DAYS_FROM_ERA_START_TO_1970;
  const era = floor(shifted / DAYS_IN_ERA);
  const dayOfEra = shifted - era * DAYS_IN_ERA;
  const leapDays = floor(dayOfEra / 1460) - floor(dayOfEra / 36_524) + floor(dayOfEra / 146_096);
  const yearOfEra = floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + floor(yearOfEra / 4) - floor(yearOfEra / 100));
  const marchMonth = floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const day = dayOfYear - floor((153 * marchMonth + 2) / 5) + 1;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
};

const LOCAL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** The parts of a `YYYY-MM-DD`. What is no such day has passed the validation by a defect, hence the exception. */
export const civilDayOf = (date: LocalDate): CivilDay => {
  const [year, month, day] = LOCAL_DATE.test(date) ? [+date.slice(0, 4), +date.slice(5, 7), +date.slice(8)] : [0, 0, 0];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) throw new RangeError('not a calendar day');
  return { year, month, day };
};

export const parseDay = (date: LocalDate): DayNumber => {
  const { year, month, day } = civilDayOf(date);
  return toDayNumber(year, month, day);
};

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

export const formatDay = (number: DayNumber): LocalDate => {
  const { year, month, day } = toCivilDay(number);
  return `${`${year}`.padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
};

export const SUNDAY = 0;
export const SATURDAY = 6;

/** 0 is Sunday, 6 is Saturday. */
export const weekday = (number: DayNumber): number => (((number + 4) % 7) + 7) % 7;
