import { isObject, type Json, type JsonObject } from './json.js';
import type { Naming } from './naming.js';
import { isPerson } from './scenario.js';

/** What the references of a scenario are in this system. */
export interface References {
  /** The identifier of a party or suspect; undefined while it has not been created. */
  known(reference: string): string | undefined;
  /** The same, as it was before the step whose event is corrected: what that step created are labels in its fields. */
  knownBefore(reference: string): string | undefined;
  /** The claim of a party, else the party itself. */
  claim(party: string): string;
  /** The identifier of a person, named as this system knows it. */
  person(name: string): string;
  /** The event that a step saved. */
  event(save: string): string;
  /** What the leak guard stopped or took out. */
  hit(name: string): string;
}

const creations = new Set(['submitIncidentReport', 'registerWalkIn']);

export const isCreation = (command: string): boolean => creations.has(command);

type Resolve = (value: Json, references: References) => Json;

const text =
  (resolve: (value: string, references: References) => string): Resolve =>
  (value, references) =>
    typeof value === 'string' ? resolve(value, references) : value;

const each =
  (resolve: Resolve): Resolve =>
  (value, references) =>
    Array.isArray(value) ? value.map((item) => resolve(item, references)) : resolve(value, references);

const known = text((value, references) => references.known(value) ?? value);
const claim = text((value, references) => references.claim(value));
const person = text((value, references) => (isPerson(value) ? references.person(value) : value));

/** The fields that hold a reference, wherever in the body they stand. */
const fields: Record<string, Resolve> = {
  agreedBy: person,
  prosecutor: person,
  to: person,
  suspect: known,
  victim: known,
  from: known,
  debtors: each(known),
  ref: known,
  claim,
  claims: each(claim),
  claimsNamed: each(claim),
  event: text((value, references) => references.event(value)),
  hit: text((value, references) => references.hit(value)),
};

/** The persons that a body names, so that their identifiers can be asked before it is made. */
export const personsIn = (body: JsonObject): string[] =>
  ['agreedBy', 'prosecutor', 'to'].flatMap((field) => {
    const name = body[field];
    return typeof name === 'string' && isPerson(name) ? [name] : [];
  });

/** The parties whose claims a body names, anywhere in it. */
export function claimsIn(value: Json | undefined): string[] {
  if (Array.isArray(value)) return value.flatMap(claimsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (name === 'claim' && typeof inner === 'string') return [inner];
    if ((name === 'claims' || name === 'claimsNamed') && Array.isArray(inner))
      return inner.filter((item) => typeof item === 'string');
    return claimsIn(inner);
  });
}

/** The body to send: a scenario's own names replaced by what they are in this system. */
export function bodyOf(command: string, given: JsonObject, references: References, naming: Naming): JsonObject {
  // A creation makes its references; whatever they meant before, in this body they are labels.
  const body = isCreation(command) ? structuredClone(given) : resolved(given, references);
  named(body, naming);
  if (isObject(given.values)) {
    const before = { ...references, known: (reference: string) => references.knownBefore(reference) };
    body.values = named(resolved(given.values, before), naming);
  }
  return body;
}

function named(body: JsonObject, naming: Naming): JsonObject {
  if (typeof body.externalReference === 'string')
    body.externalReference = naming.externalReference(body.externalReference);
  if (typeof body.employer === 'string') body.employer = naming.organisation(body.employer);
  return body;
}

function resolved(given: JsonObject, references: References): JsonObject {
  const entries = Object.entries(given).map(([name, value]): [string, Json | undefined] => {
    if (value === undefined) return [name, value];
    const resolve = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (resolve && !isObject(value)) return [name, resolve(value, references)];
    return [name, resolvedValue(value, references)];
  });
  return Object.fromEntries(entries);
}

function resolvedValue(value: Json, references: References): Json {
  if (Array.isArray(value)) return value.map((item) => resolvedValue(item, references));
  return isObject(value) ? resolved(value, references) : value;
}
