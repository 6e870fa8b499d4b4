import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsInt,
  IsObject,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  Validate,
  ValidateIf,
  ValidateNested,
  ValidatorConstraint,
  type ValidatorConstraintInterface,
} from 'class-validator';

type Decorator = (target: object, property: string | symbol) => void;

const all =
  (...decorators: PropertyDecorator[]): Decorator =>
  (target, property) =>
    decorators.forEach((decorate) => decorate(target, property));

/** May be left out; null is not the same as left out, and is refused by what else the field asks. */
export const Optional = (): Decorator => ValidateIf((_object, value) => value !== undefined);

const momentPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

@ValidatorConstraint({ name: 'isMoment' })
export class MomentConstraint implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    if (typeof value !== 'string' || !momentPattern.test(value)) return false;
    return isRealDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value));
  }

  defaultMessage(): string {
    return 'must be a moment in ISO 8601 with an offset, such as 2014-03-03T09:10:00+01:00';
  }
}

@ValidatorConstraint({ name: 'isDay' })
export class DayConstraint implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && isRealDay(value);
  }

  defaultMessage(): string {
    return 'must be a date, such as 2014-03-03';
  }
}

export function isRealDay(day: string): boolean {
  const year = Number(day.slice(0, 4));
  const date = new Date(`${day}T00:00:00Z`);
  return year >= 1900 && year <= 2200 && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

// Control characters (tab and line breaks are text), and halves of surrogate pairs, which PostgreSQL cannot store.
const unstorable =
  // eslint-disable-next-line no-control-regex -- these are what the rule is about
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u0080-\u009f]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

@ValidatorConstraint({ name: 'isText' })
export class TextConstraint implements ValidatorConstraintInterface {
  validate(value: unknown): boolean {
    return typeof value === 'string' && value.trim().length > 0 && !unstorable.test(value);
  }

  defaultMessage(): string {
    return 'must be text that is not empty and holds no control characters or broken characters';
  }
}

export const longestText = 20_000;

export const IsMoment = (): Decorator => all(Validate(MomentConstraint));
export const IsDay = (): Decorator => all(Validate(DayConstraint));
export const IsText = (max = longestText): Decorator => all(MaxLength(max), Validate(TextConstraint));
export const IsCents = (): Decorator => all(IsInt(), Min(0), Max(1_000_000_000));
/** A reference that the client gives, or the identifier of what exists. */
export const IsLabel = (): Decorator => all(Matches(/^[A-Za-z0-9_-]{1,40}$/));
export const IsIdentifier = (): Decorator => all(IsUUID());
export const IsPersonId = (): Decorator => all(Matches(/^[A-Za-z0-9_.:@#|-]{1,100}$/));
export const IsCode = (): Decorator => all(Matches(/^[A-Za-z0-9_.-]{1,60}$/));

export const Nested = (type: () => new () => object): Decorator => all(IsObject(), ValidateNested(), Type(type));

export const NestedList = (type: () => new () => object, max: number): Decorator =>
  // A list within the list would be validated as if its items were ours.
  all(IsArray(), ArrayMaxSize(max), IsObject({ each: true }), ValidateNested({ each: true }), Type(type));

/** What every command takes: when it happened, if not now. */
export class CommandBody {
  @Optional()
  @IsMoment()
  occurredAt?: string;
}
