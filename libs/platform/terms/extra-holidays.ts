import type { LocalDate } from '../../contract/time.js';

export interface ExtraHoliday {
  day: LocalDate;
  name: string;
}

/** One royal decree under Atw art. 3(3), which makes days equal to a recognised holiday. */
export interface ExtraHolidayDecree {
  decree: string;
  source: string;
  /** None was read in the Staatscourant itself. `quoted`: its list as quoted by others; `title`: the days in its title. */
  basis: 'quoted' | 'title';
  days: readonly ExtraHoliday[];
}

/**
 * Only decrees whose days were found in a source. Missing: those for the years up to 2016 (the worked terms of this domain,
 * 2013–2015, are counted without them) and for 2020–2022 (not found). A new decree comes about every third year.
 */
export const EXTRA_HOLIDAY_DECREES: readonly ExtraHolidayDecree[] = [
  {
    decree: 'Koninklijk besluit van 31 oktober 2016 (2017–2019)',
    source: 'Stcrt. 2016, 58653; days as listed at uitvaart.nl/juridisch, question 50535',
    basis: 'quoted',
    days: [
      { day: '2017-04-28', name: "Friday after King's Day (Crown)" },
      { day: '2017-05-26', name: 'Friday after Ascension Day (Crown)' },
      { day: '2018-05-11', name: 'Friday after Ascension Day (Crown)' },
      { day: '2018-12-24', name: 'Monday before Christmas (Crown)' },
      { day: '2018-12-31', name: "Monday before New Year's Day (Crown)" },
      { day: '2019-05-31', name: 'Friday after Ascension Day (Crown)' },
      { day: '2019-12-27', name: 'Friday after Boxing Day (Crown)' },
    ],
  },
  {
    decree:
      'Besluit gelijkstelling van 28 april 2023, 19 mei 2023, 10 mei 2024, 27 december 2024 en 30 mei 2025 met een algemeen erkende feestdag',
    source: 'Stcrt. 2022, 7812 (number as cited by others); title as cited at sterfgeval.nl/juridisch, question 70745',
    basis: 'title',
    days: [
      { day: '2023-04-28', name: "Friday after King's Day (Crown)" },
      { day: '2023-05-19', name: 'Friday after Ascension Day (Crown)' },
      { day: '2024-05-10', name: 'Friday after Ascension Day (Crown)' },
      { day: '2024-12-27', name: 'Friday after Boxing Day (Crown)' },
      { day: '2025-05-30', name: 'Friday after Ascension Day (Crown)' },
    ],
  },
  {
    decree:
      'Besluit gelijkstelling van 2 januari 2026, 15 mei 2026, 7 mei 2027, 28 april 2028 en 26 mei 2028 met een algemeen erkende feestdag',
    source: 'Stcrt. 2025, 24713 (number as cited by others); title as cited at sterfgeval.nl/juridisch, question 70745',
    basis: 'title',
    days: [
      { day: '2026-01-02', name: "Friday after New Year's Day (Crown)" },
      { day: '2026-05-15', name: 'Friday after Ascension Day (Crown)' },
      { day: '2027-05-07', name: 'Friday after Ascension Day (Crown)' },
      { day: '2028-04-28', name: "Friday after King's Day (Crown)" },
      { day: '2028-05-26', name: 'Friday after Ascension Day (Crown)' },
    ],
  },
];

export const EXTRA_HOLIDAYS: readonly ExtraHoliday[] = EXTRA_HOLIDAY_DECREES.flatMap(({ days }) => days);
