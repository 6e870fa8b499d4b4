export { localDate, startOfDay } from './amsterdam.js';
export { addDays, addMonths, ageOn, countBack, yearsBetween } from './calendar-days.js';
export { endOfTerm, type SkippedDay, type Term, type TermEnd, type TermOptions, type TermUnit } from './end-of-term.js';
export { EXTRA_HOLIDAYS, type ExtraHoliday } from './extra-holidays.js';
export { holidayCalendar, holidaysOf, type Holiday, type HolidayCalendar } from './holidays.js';
export { isWorkingDay, workingDaysBefore } from './working-days.js';
