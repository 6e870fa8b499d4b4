import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { acceptanceOf } from '../libs/platform/http/acceptance.js';
import { nestedClassOf, type BodyClass } from '../libs/platform/http/nested-class.js';
import { validateBody, validateThoroughly } from '../libs/platform/http/validate-body.js';
import { bodyClasses, commandRoutes } from './api-document.js';

const routes = commandRoutes.map((route) => [`${route.part} ${route.command}`, route] as const);

type Container = Record<string, unknown>;

/** Every object and list within a value, itself included. */
const containersIn = (value: unknown): Container[] =>
  typeof value === 'object' && value !== null
    ? [value as Container, ...Object.values(value).flatMap((inner) => containersIn(inner))]
    : [];

const moments = ['2014-03-02T22:40:00+01:00', '2014-02-30T22:40:00Z', '2014-03-03', '1899-12-31', '2014-13-01'];
const numbers = [0, -1, 1, 1.5, 1_000_000_000, 1_000_000_001, 2 ** 53, Number.MAX_VALUE];
const texts = ['', ' ', 'v1', 'a b', 'employer', '\u0000', '\ud800', 'é', 'x'.repeat(41), 'x'.repeat(2001), 'Bakker'];

const anyValue = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [{}], [null], ...moments, ...numbers, ...texts),
  fc.uuid(),
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }),
);

/** A list of lists that are too long would be too long for this test. */
const enough = 50;

interface Change {
  container: number;
  member: number;
  how: 'set' | 'remove' | 'add' | 'copy' | 'many';
  name: string;
  value: unknown;
}

const anyChange = fc.record<Change>({
  container: fc.nat(),
  member: fc.nat(),
  how: fc.constantFrom('set', 'set', 'set', 'remove', 'add', 'copy', 'many'),
  name: fc.constantFrom(
    'colour',
    'constructor',
    'toString',
    '__proto__',
    'occurredAt',
    'ref',
    'reason',
    'text',
    'until',
  ),
  value: anyValue,
});

function change(body: object, { container, member, how, name, value: given }: Change): void {
  // Others are given the same one, and what is made of it must not go along.
  const value = structuredClone(given);
  const containers = containersIn(body);
  const chosen = containers[container % containers.length] ?? {};
  const isSmall = containers.length < enough;
  const members = Object.keys(chosen);
  const one = members[member % Math.max(members.length, 1)];
  const other = members[(member + 1) % Math.max(members.length, 1)];
  if (how === 'add' || one === undefined || other === undefined) {
    if (Array.isArray(chosen)) chosen.push(value);
    else Object.defineProperty(chosen, name, { value, enumerable: true, configurable: true, writable: true });
  } else if (how === 'set') chosen[one] = value;
  else if (how === 'copy') chosen[one] = structuredClone(chosen[other]);
  else if (how === 'many' && isSmall && Array.isArray(chosen[one]))
    chosen[one] = Array(250).fill(structuredClone(chosen[one][0]));
  else if (Array.isArray(chosen)) chosen.splice(Number(one), 1);
  else Reflect.deleteProperty(chosen, one);
}

function agreesOn(type: BodyClass, raw: object): boolean {
  const before = JSON.stringify(raw);
  const accepted = acceptanceOf(type)?.(raw);
  expect(JSON.stringify(raw)).toBe(before);
  if (accepted !== undefined) expect(accepted).toStrictEqual(validateThoroughly(type, raw));
  return accepted !== undefined;
}

describe('the fast way to accept a body', () => {
  it.each(routes)('the example of %s goes it', (_name, { body, example }) => {
    expect(agreesOn(body, example)).toBe(true);
  });

  it.each(bodyClasses.map((type) => [type.name, type] as const))('there is one for %s', (_name, type) => {
    expect(acceptanceOf(type)).toBeDefined();
  });

  it.each(routes)(
    'accepts of %s nothing but what is accepted the whole way, and makes the same of it',
    (_name, route) => {
      let accepted = 0;
      fc.assert(
        fc.property(fc.array(anyChange, { maxLength: 3 }), (changes) => {
          const raw = structuredClone(route.example);
          for (const one of changes) change(raw, one);
          if (agreesOn(route.body, raw)) accepted += 1;
        }),
        { numRuns: 60 },
      );
      expect(accepted).toBeGreaterThan(0);
    },
  );

  it('what class-validator refuses is told in its words, whichever way was tried first', () => {
    const [, { body, example }] = routes[0]!;
    const raw = { ...example, colour: 'red' };
    expect(acceptanceOf(body)?.(raw)).toBeUndefined();
    expect(validateBody(body, raw)).toEqual(validateThoroughly(body, raw));
    expect(validateBody(body, raw)).toEqual([
      { pointer: '/colour', code: 'unknown-field', detail: 'this field is not known here' },
    ]);
  });

  it('lists in lists, and objects where none belong, do not go it', () => {
    const [, { body, example }] = routes[0]!;
    const list = nestedClassOf(body, 'victims');
    expect(list).toBeDefined();
    for (const victims of [[[]], [null], ['v1'], {}, 'v1', null]) {
      expect(acceptanceOf(body)?.({ ...example, victims })).toBeUndefined();
    }
  });
});
