import { overwritten } from './rules.js';

const destroyedText = '(destroyed)';
/** A date of which everybody sees that it is none. */
const destroyedDay = '0001-01-01';

/**
 * The same value without what a person wrote or who somebody is. Codes, states, times, amounts and identifiers stay:
 * figures rest on them, and they hold no person.
 */
export function forgotten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(forgotten);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([member, inner]) => [
      member,
      overwritten.has(member) ? blank(member, inner) : forgotten(inner),
    ]),
  );
}

function blank(member: string, value: unknown): unknown {
  if (typeof value === 'string') return member === 'birthDate' ? destroyedDay : destroyedText;
  if (Array.isArray(value)) return value.map((inner) => blank(member, inner));
  return forgotten(value);
}

/** An answer names those whom it brought in as the client called them; the identifiers are in the events as well. */
export const forgottenAnswer = (answer: object | null): object | null =>
  answer === null || !('created' in answer) ? answer : { ...answer, created: {} };
