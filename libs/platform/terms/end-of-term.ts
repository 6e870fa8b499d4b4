import { toInstant } from '../../contract/time.js';
import type { Instant, LocalDate } from '../../contract/time.js';
import { dayNumberAt, startOfDayNumber, toMilliseconds } from './amsterdam.js';
import { addMonths } from './calendar-days.js';
import { formatDay, parseDay, type DayNumber } from './day-number.js';
import { recognisedHolidays, type HolidayCalendar } from './holidays.js';
import { dayOffName, isDayOff, nthWorkingDay } from './working-days.js';

export type TermUnit = 'hours' | 'days' | 'workingDays' | 'months';

export interface Term {
  n: number;
  unit: TermUnit;
}

/** A day that did not count, or on which the term could not end. */
export interface SkippedDay {
  day: LocalDate;
  why: string;
}

export interface TermEnd {
  lastDay: LocalDate;
  /** The first moment after the term. */
  endsAt: Instant;
  /** In order: what explains why the term ends on this day. */
  skipped: SkippedDay[];
}

export interface TermOptions {
  /** Atw art. 4: a term of deprivation of liberty ends when it ends. */
  deprivationOfLiberty?: boolean;
  holidays?: HolidayCalendar;
}

const HOUR = 3_600_000;

/** In hours: elapsed time, whatever the clock does meanwhile. */
const afterHours = (n: number, from: number): TermEnd => {
  const end = from + n * HOUR;
  const lastDay = dayNumberAt(n > 0 ? end - 1 : end);
  return { lastDay: formatDay(lastDay), endsAt: toInstant(new Date(end)), skipped: [] };
};

const daysOff = (first: DayNumber, last: DayNumber, holidays: HolidayCalendar): SkippedDay[] => {
  const skipped: SkippedDay[] = [];
  for (let day = first; day <= last; day += 1) {
    const why = dayOffName(day, holidays);
    if (why) skipped.push({ day: formatDay(day), why });
  }
  return skipped;
};

const throughDay = (lastDay: DayNumber, skipped: SkippedDay[]): TermEnd => ({
  lastDay: formatDay(lastDay),
  endsAt: startOfDayNumber(lastDay + 1),
  skipped,
});

const afterWorkingDays = (n: number, start: DayNumber, holidays: HolidayCalendar): TermEnd => {
  const lastDay = nthWorkingDay(start, n, 1, holidays);
  return throughDay(lastDay, daysOff(start + 1, lastDay, holidays));
};

/** Atw art. 4: longer terms end when they end. Exactly 90 days and exactly three months are not longer. */
const isExcludedByLength = ({ n, unit }: Term): boolean => (unit === 'months' ? n > 3 : n > 90);

const firstNotOff = (day: DayNumber, holidays: HolidayCalendar): DayNumber =>
  isDayOff(day, holidays) ? nthWorkingDay(day, 1, 1, holidays) : day;

/** Extends a statutory term where the Algemene termijnenwet does. */
const extended = (start: DayNumber, nominal: DayNumber, holidays: HolidayCalendar): TermEnd => {
  // Art. 2: a term of three days or more holds at least two working days.
  const secondWorkingDay = nominal - start >= 3 ? nthWorkingDay(start, 2, 1, holidays) : nominal;
  if (secondWorkingDay > nominal) return throughDay(secondWorkingDay, daysOff(start + 1, secondWorkingDay, holidays));
  // Art. 1: it does not end on a Saturday, Sunday or recognised holiday.
  const lastDay = firstNotOff(nominal, holidays);
  return throughDay(lastDay, daysOff(nominal, lastDay, holidays));
};

/** When a term ends that began with an event at `from`: the day of the event does not count. */
export const endOfTerm = (term: Term, from: Instant, options: TermOptions = {}): TermEnd => {
  const { n, unit } = term;
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError('a term is a whole number of its unit');
  const holidays = options.holidays ?? recognisedHolidays;
  const at = toMilliseconds(from);
  if (unit === 'hours') return afterHours(n, at);
  const start = dayNumberAt(at);
  if (unit === 'workingDays') return afterWorkingDays(n, start, holidays);
  const nominal = unit === 'months' ? parseDay(addMonths(formatDay(start), n)) : start + n;
  const isFixed = options.deprivationOfLiberty || isExcludedByLength(term);
  return isFixed ? throughDay(nominal, []) : extended(start, nominal, holidays);
};
