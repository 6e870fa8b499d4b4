import type { LocalDate } from '../../contract/time.js';
import { civilDayOf, daysInMonth, formatDay, parseDay, toDayNumber } from './day-number.js';

export const addDays = (day: LocalDate, n: number): LocalDate => formatDay(parseDay(day) + n);

/** Counting back is not rolled: the Algemene termijnenwet extends the end of a term, never its beginning. */
export const countBack = (from: LocalDate, days: number): LocalDate => addDays(from, -days);

/** Calendar months; a day that the month lacks becomes its last day. */
export const addMonths = (day: LocalDate, n: number): LocalDate => {
  const from = civilDayOf(day);
  const months = from.year * 12 + from.month - 1 + n;
  const year = Math.floor(months / 12);
  const month = months - year * 12 + 1;
  return formatDay(toDayNumber(year, month, Math.min(from.day, daysInMonth(year, month))));
};

/** Whole years that have passed; negative where `to` lies before `from`. */
export const yearsBetween = (from: LocalDate, to: LocalDate): number => {
  const [start, end] = [civilDayOf(from), civilDayOf(to)];
  const anniversaryReached = end.month > start.month || (end.month === start.month && end.day >= start.day);
  return end.year - start.year - (anniversaryReached ? 0 : 1);
};

/**
 * An age is reached with the first moment of the birthday. Who was born on 29 February reaches it, in a year without
 * that day, on 1 March: only then has the year passed in full.
 */
export const ageOn = (birthDate: LocalDate, on: LocalDate): number => yearsBetween(birthDate, on);
