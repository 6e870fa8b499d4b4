import type { LocalDate } from '../../contract/time.js';

export interface ExtraHoliday {
  day: LocalDate;
  name: string;
}

/** One royal decree under Atw art. 3(3), which makes days equal to a recognised holiday. */
export interface ExtraHolidayDecree {
  decree: string;
  source: string;
  days: readonly ExtraHoliday[];
}

/**
 * The days that the Crown named. None is loaded: no decree was read in the Staatscourant itself, and a day more or
 * less moves a term. An operator who holds a decree adds it here, with its source.
 */
export const EXTRA_HOLIDAY_DECREES: readonly ExtraHolidayDecree[] = [];

export const EXTRA_HOLIDAYS: readonly ExtraHoliday[] = EXTRA_HOLIDAY_DECREES.flatMap(({ days }) => days);
