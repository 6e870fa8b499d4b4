import { ProblemException, problem } from './problem.js';
import { isRealDay } from './validation.js';

type Query = Record<string, unknown>;

export const refuse = (name: string, rule: string): never => {
  throw new ProblemException(
    problem('malformed', `The query parameter ${name} ${rule}.`, {
      errors: [{ pointer: '', code: 'query-parameter', detail: `${name} ${rule}` }],
    }),
  );
};

/** Refuses what the address has no parameter for: a filter that is misspelt must not be left out. */
export function onlyIn(query: Query, ...names: string[]): void {
  for (const name of Object.keys(query)) {
    if (!names.includes(name))
      refuse(/^[A-Za-z0-9_.-]{1,60}$/.test(name) ? name : 'that was sent', 'is not known here');
  }
}

export function oneOfIn<Value extends string>(query: Query, name: string, values: readonly Value[]): Value | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  return values.find((one) => one === value) ?? refuse(name, `must be one of ${values.join(', ')}`);
}

export const refuseCursor = (): never => refuse('cursor', 'must be next of a page of this list');

export function textIn(query: Query, name: string): string | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  return typeof value === 'string' && /^[A-Za-z0-9_.-]{1,400}$/.test(value)
    ? value
    : refuse(name, 'must be given once, as letters, digits, points, dashes or underscores');
}

/** Where a page begins: what another page gave as `next`. */
export function cursorIn(query: Query): string | undefined {
  const value = query.cursor;
  if (value === undefined) return undefined;
  return typeof value === 'string' && /^[A-Za-z0-9_-]{1,1000}$/.test(value)
    ? value
    : refuse('cursor', 'must be one that a page gave');
}

export function momentIn(query: Query, name: string): string | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  const isMoment =
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(T.+)?$/.test(value) && isRealDay(value.slice(0, 10));
  const moment = isMoment ? new Date(value) : undefined;
  return moment && !Number.isNaN(moment.getTime())
    ? moment.toISOString()
    : refuse(name, 'must be a date or a moment in ISO 8601');
}

export function limitIn(query: Query): number {
  const value = query.limit ?? '50';
  const limit = typeof value === 'string' && /^\d{1,3}$/.test(value) ? Number(value) : 0;
  return limit >= 1 && limit <= 100 ? limit : refuse('limit', 'must be a whole number from 1 to 100');
}

export function positionIn(query: Query, name: string): number {
  const value = query[name] ?? '0';
  return typeof value === 'string' && /^\d{1,15}$/.test(value)
    ? Number(value)
    : refuse(name, 'must be a position that a page gave');
}

export function identifierFrom(query: Query, name: string): string | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
    ? value
    : refuse(name, 'must be an identifier');
}
