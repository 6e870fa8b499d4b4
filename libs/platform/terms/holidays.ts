import type { LocalDate } from '../../contract/time.js';
import { formatDay, parseDay, SUNDAY, toCivilDay, toDayNumber, weekday, type DayNumber } from './day-number.js';
import { EXTRA_HOLIDAYS, type ExtraHoliday } from './extra-holidays.js';

export interface Holiday {
  day: LocalDate;
  name: string;
}

/** Which days are recognised holidays (Atw art. 3). */
export interface HolidayCalendar {
  /** The name of the holiday, or of both where two coincide. */
  nameOn(day: DayNumber): string | undefined;
  /** In the order of the year. */
  ofYear(year: number): readonly Holiday[];
}

/** Easter Sunday of the Gregorian calendar, after the computus of Meeus, Jones and Butcher. */
export const easterSunday = (year: number): DayNumber => {
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const golden = year % 19;
  const moonShift = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonShift + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const correction = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const marchDays = epact + toSunday - 7 * correction + 114;
  return toDayNumber(year, Math.floor(marchDays / 31), (marchDays % 31) + 1);
};

/** The day on which the birthday of the King is celebrated; never on a Sunday. */
const royalBirthday = (year: number): [DayNumber, string] => {
  // Royal decree of 30 January 2013, nr. 13.000173 (BWBR0032908): from 2014 the 27th, moved back from a Sunday.
  const [nominal, name] =
    year >= 2014 ? [toDayNumber(year, 4, 27), "King's Day"] : [toDayNumber(year, 4, 30), "Queen's Day"];
  if (weekday(nominal) !== SUNDAY) return [nominal, name];
  // Royal decree of 24 April 1980, nr. 11: to the Saturday. Before, it went to the Monday.
  return [year >= 1980 ? nominal - 1 : nominal + 1, name];
};

/** Atw art. 3(1), and Good Friday of art. 3(2). */
const statutoryHolidays = (year: number): [DayNumber, string][] => {
  const easter = easterSunday(year);
  return [
    [toDayNumber(year, 1, 1), "New Year's Day"],
    [easter - 2, 'Good Friday'],
    [easter + 1, 'Easter Monday'],
    royalBirthday(year),
    [toDayNumber(year, 5, 5), 'Liberation Day'],
    [easter + 39, 'Ascension Day'],
    [easter + 50, 'Whit Monday'],
    [toDayNumber(year, 12, 25), 'Christmas Day'],
    [toDayNumber(year, 12, 26), 'Boxing Day'],
  ];
};

/** The holidays of the law with those that the Crown named (art. 3(3)). Each year is reckoned once. */
export const holidayCalendar = (extra: readonly ExtraHoliday[]): HolidayCalendar => {
  const named = extra.map(({ day, name }): [DayNumber, string] => [parseDay(day), name]);
  const years = new Map<number, ReadonlyMap<DayNumber, string>>();

  const reckon = (year: number): ReadonlyMap<DayNumber, string> => {
    const names = new Map<DayNumber, string>();
    const ofThisYear = named.filter(([day]) => toCivilDay(day).year === year);
    for (const [day, name] of [...statutoryHolidays(year), ...ofThisYear].sort(([a], [b]) => a - b)) {
      const other = names.get(day);
      names.set(day, other ? `${other}, ${name}` : name);
    }
    return names;
  };

  const namesOf = (year: number): ReadonlyMap<DayNumber, string> => {
    let names = years.get(year);
    if (!names) years.set(year, (names = reckon(year)));
    return names;
  };

  return {
    nameOn: (day) => namesOf(toCivilDay(day).year).get(day),
    ofYear: (year) => [...namesOf(year)].map(([day, name]) => ({ day: formatDay(day), name })),
  };
};

export const recognisedHolidays: HolidayCalendar = holidayCalendar(EXTRA_HOLIDAYS);

/** The recognised holidays of a year, in order; those that fall in a weekend too. */
export const holidaysOf = (year: number): readonly Holiday[] => recognisedHolidays.ofYear(year);
