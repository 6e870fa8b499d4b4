import { toInstant } from '../../contract/time.js';
import type { Instant, LocalDate } from '../../contract/time.js';
import { formatDay, parseDay, toCivilDay, toDayNumber, type DayNumber } from './day-number.js';

const { floor } = Math;

const SECOND = 1000;
const DAY = 86_400 * SECOND;
/** Shorter than any summer time ever was, so that two clock changes never hide between two samples. */
const SAMPLE = 10 * DAY;
const FIRST_YEAR = 1900;

/** A stretch of time in which the Amsterdam clock is one fixed offset ahead of UTC. */
interface Stretch {
  from: number;
  offset: number;
}

const wallClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  calendar: 'gregory',
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});

/** What the time zone database says; slow, therefore asked only to find the clock changes of a year. */
const askOffset = (at: number): number => {
  const wall = { year: 0, month: 0, day: 0, hour: 0, minute: 0, second: 0 };
  for (const { type, value } of wallClock.formatToParts(at)) {
    if (type in wall) wall[type as keyof typeof wall] = Number(value);
  }
  const shown =
    toDayNumber(wall.year, wall.month, wall.day) * DAY + ((wall.hour * 60 + wall.minute) * 60 + wall.second) * SECOND;
  return shown - floor(at / SECOND) * SECOND;
};

/** The first moment, to the second, after `before` at which the clock no longer shows the offset of `before`. */
const findChange = (before: number, after: number, offset: number): number => {
  let [low, high] = [before, after];
  while (high - low > SECOND) {
    const middle = floor((low + high) / 2 / SECOND) * SECOND;
    if (askOffset(middle) === offset) low = middle;
    else high = middle;
  }
  return high;
};

const startOfYear = (year: number): number => toDayNumber(year, 1, 1) * DAY;

const stretchesOfYear = (year: number): Stretch[] => {
  const [start, end] = [startOfYear(year), startOfYear(year + 1)];
  // Of older days no term is counted; they keep the clock of 1900.
  if (year < FIRST_YEAR) return [{ from: start, offset: askOffset(startOfYear(FIRST_YEAR)) }];
  let current: Stretch = { from: start, offset: askOffset(start) };
  const stretches = [current];
  for (let before = start; before < end; before += SAMPLE) {
    const after = Math.min(before + SAMPLE, end);
    if (askOffset(after) === current.offset) continue;
    const from = findChange(before, after, current.offset);
    current = { from, offset: askOffset(from) };
    if (from < end) stretches.push(current);
  }
  return stretches;
};

const stretchesByYear = new Map<number, Stretch[]>();

const stretchAt = (at: number): Stretch => {
  const { year } = toCivilDay(floor(at / DAY));
  let stretches = stretchesByYear.get(year);
  if (!stretches) stretchesByYear.set(year, (stretches = stretchesOfYear(year)));
  let found = stretches[0] as Stretch; // it begins with the year
  for (const stretch of stretches) if (stretch.from <= at) found = stretch;
  return found;
};

export const toMilliseconds = (at: Instant): number => {
  const milliseconds = Date.parse(at);
  if (Number.isNaN(milliseconds)) throw new RangeError('not a moment');
  return milliseconds;
};

export const dayNumberAt = (milliseconds: number): DayNumber =>
  floor((milliseconds + stretchAt(milliseconds).offset) / DAY);

const findStart = (day: DayNumber): number => {
  const midnight = day * DAY;
  const earlier = stretchAt(midnight - DAY);
  const later = stretchAt(midnight + DAY);
  const beforeChange = midnight - earlier.offset;
  if (earlier.offset === later.offset || beforeChange < later.from) return beforeChange;
  // Before 1946 the clock was at times changed at midnight itself: then the day begins with the change.
  return Math.max(later.from, midnight - later.offset);
};

/** Many terms end on the same days; a century of them is kept. */
const knownStarts = new Map<DayNumber, Instant>();
const KNOWN_STARTS = 36_525;

export const startOfDayNumber = (day: DayNumber): Instant => {
  const known = knownStarts.get(day);
  if (known) return known;
  const start = toInstant(new Date(findStart(day)));
  if (knownStarts.size >= KNOWN_STARTS) knownStarts.clear();
  knownStarts.set(day, start);
  return start;
};

/** The day in Europe/Amsterdam on which a moment falls. */
export const localDate = (at: Instant): LocalDate => formatDay(dayNumberAt(toMilliseconds(at)));

/** The first moment of a day in Europe/Amsterdam. */
export const startOfDay = (day: LocalDate): Instant => startOfDayNumber(parseDay(day));
