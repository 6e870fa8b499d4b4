import { getMetadataStorage, ValidationTypes, type ValidatorConstraintInterface } from 'class-validator';
import type { ValidationMetadata } from 'class-validator/types/metadata/ValidationMetadata.js';
import { nestedClassOf, type BodyClass } from './nested-class.js';

/** The body as an instance of its class; undefined: not accepted here, which does not say that it is wrong. */
export type Accept = (raw: object) => object | undefined;

type Members = Record<string, unknown>;
type Test = (body: object, value: unknown) => boolean;

interface Field {
  name: string;
  /** What must hold of the value, where the conditions of the field are met. */
  fits: Test;
  /** What stands in the field as an instance of its class; absent: no object may stand there. */
  nested?: Accept;
}

/**
 * What class-validator asks of the fields of a body, put together once instead of at each body, with the very checks
 * of its decorators. Only a fast way to say yes: what is not accepted goes the whole way, and there it is put in
 * words. A class with anything in it that is not known here has no such way.
 */
export function acceptanceOf(type: BodyClass): Accept | undefined {
  const known = made.get(type);
  if (known !== undefined) return known ?? undefined;
  // A class that holds itself finds that there is no fast way, instead of no end.
  made.set(type, null);
  const accept = acceptanceBy(type);
  made.set(type, accept ?? null);
  return accept;
}

const made = new WeakMap<BodyClass, Accept | null>();

function acceptanceBy(type: BodyClass): Accept | undefined {
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const names = [...new Set(rules.map(({ propertyName }) => propertyName))];
  const fields = names.map((name) =>
    fieldOf(
      type,
      name,
      rules.filter(({ propertyName }) => propertyName === name),
    ),
  );
  return fields.length > 0 && fields.every((field) => field !== undefined) ? accepting(type, fields) : undefined;
}

function accepting(type: BodyClass, fields: readonly Field[]): Accept {
  const byName = new Map(fields.map((field) => [field.name, field]));
  return (raw) => {
    const body = new type() as Members;
    for (const name of Object.keys(raw)) {
      const field = byName.get(name);
      const value = field && instanceOf(field, (raw as Members)[name]);
      if (value === undefined) return undefined;
      body[name] = value;
    }
    for (const { name, fits } of fields) if (!fits(body, body[name])) return undefined;
    return body;
  };
}

function instanceOf({ nested }: Field, value: unknown): unknown {
  if (Array.isArray(value)) return listOf(nested, value);
  if (typeof value === 'object' && value !== null) return nested?.(value);
  return nested ? undefined : value;
}

function listOf(nested: Accept | undefined, values: readonly unknown[]): unknown[] | undefined {
  const items: unknown[] = [];
  for (const value of values) {
    const isObject = typeof value === 'object' && value !== null;
    if (isObject !== (nested !== undefined) || Array.isArray(value)) return undefined;
    const item = nested ? nested(value as object) : value;
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function fieldOf(type: BodyClass, name: string, rules: readonly ValidationMetadata[]): Field | undefined {
  const ofKind = (kind: string) => rules.filter((rule) => rule.type === kind);
  const checks = ofKind(ValidationTypes.CUSTOM_VALIDATION);
  const conditions = ofKind(ValidationTypes.CONDITIONAL_VALIDATION);
  const nestings = ofKind(ValidationTypes.NESTED_VALIDATION);
  if (checks.length + conditions.length + nestings.length < rules.length) return undefined;
  if (rules.some(isConditional)) return undefined;
  const nestedType = nestedClassOf(type, name);
  const nested = nestedType && acceptanceOf(nestedType);
  if ((nested === undefined) !== (nestings.length === 0) || (nestedType && !nested)) return undefined;
  const tests = checks.map((rule) => testOf(type, rule));
  if (!tests.every((test) => test !== undefined)) return undefined;
  const applies = conditions.map(({ constraints: [condition] }) => condition as Test);
  return { name, fits: fitting(applies, tests), ...(nested ? { nested } : {}) };
}

/** Of a group, or with a condition of its own; whatever the types say, without options neither is there. */
const isConditional = ({ groups = [], validateIf }: Partial<ValidationMetadata>): boolean =>
  groups.length > 0 || validateIf !== undefined;

const fitting =
  (conditions: readonly Test[], tests: readonly Test[]): Test =>
  (body, value) => {
    for (const applies of conditions) if (!applies(body, value)) return true;
    for (const test of tests) if (!test(body, value)) return false;
    return true;
  };

/** The check of one decorator: on the value, or on each item of the list that it is. */
function testOf(type: BodyClass, rule: ValidationMetadata): Test | undefined {
  const found = getMetadataStorage().getTargetValidatorConstraints(rule.constraintCls);
  if (found.length === 0 || found.some(({ async }) => async)) return undefined;
  const checks = found.map(({ instance }) => instance);
  const { propertyName: property, constraints, each } = rule;
  return (object, value) => {
    const asked = { targetName: type.name, property, object, value, constraints };
    const passes = (one: unknown) => checks.every((check) => passesOne(check, one, asked));
    return each && Array.isArray(value) ? value.every(passes) : passes(value);
  };
}

type Asked = Parameters<ValidatorConstraintInterface['validate']>[1];

// A promise would be an answer that is still to come, and so no yes.
const passesOne = (check: ValidatorConstraintInterface, value: unknown, asked: Asked): boolean =>
  check.validate(value, asked) === true;
