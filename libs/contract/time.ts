/** A moment: ISO 8601 in UTC with milliseconds (`2014-03-03T08:10:00.000Z`), so that text order is time order. */
export type Instant = string;

/** A day in Europe/Amsterdam: `YYYY-MM-DD`. */
export type LocalDate = string;

export const toInstant = (moment: Date): Instant => moment.toISOString();
