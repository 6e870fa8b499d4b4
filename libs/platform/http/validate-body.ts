import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';
import { acceptanceOf } from './acceptance.js';

/** What is wrong with one field: where, which rule, and in words. Never the value itself. */
export interface FieldFault {
  pointer: string;
  code: string;
  detail: string;
  /** Of a text that the leak guard stopped: what a person can let pass. */
  hit?: string;
}

const mostFaultsShown = 50;
/** No body of ours is as deep; what comes after goes through it step by step, and would run out of stack. */
const deepest = 20;

/** The body as an instance of its class, or what is wrong with it. Fields that the class does not have are refused. */
export function validateBody<Body extends object>(type: new () => Body, raw: unknown): Body | FieldFault[] {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return [{ pointer: '', code: 'object', detail: 'the body must be a JSON object' }];
  }
  const accepted = acceptanceOf(type)?.(raw);
  return (accepted as Body | undefined) ?? validateThoroughly(type, raw);
}

/** The whole way: it tells what is wrong. */
export function validateThoroughly<Body extends object>(type: new () => Body, raw: object): Body | FieldFault[] {
  if (isDeeperThan(deepest, raw)) return [{ pointer: '', code: 'depth', detail: 'the body nests too deeply' }];
  const passedOver = namesOfAllObjects(raw, '');
  if (passedOver.length > 0) return passedOver.slice(0, mostFaultsShown);
  const body = plainToInstance(type, raw);
  const errors = validateSync(body, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    validationError: { target: false, value: false },
  });
  return errors.length === 0 ? body : faultsIn(errors, '').slice(0, mostFaultsShown);
}

function isDeeperThan(levels: number, raw: object): boolean {
  let level: object[] = [raw];
  for (let depth = 0; depth < levels && level.length > 0; depth += 1) {
    level = level.flatMap((value) => Object.values(value) as unknown[]).filter((value) => isNested(value));
  }
  return level.length > 0;
}

/** Fields called `constructor` or `toString`: what makes the instance passes over them, so they are refused before. */
function namesOfAllObjects(raw: object, base: string): FieldFault[] {
  return Object.entries(raw).flatMap(([name, value]) => {
    const own = name in Object.prototype ? [unknownField(`${base}/${name}`)] : [];
    return isNested(value) ? [...own, ...namesOfAllObjects(value, `${base}/${inPointer(name)}`)] : own;
  });
}

const unknownField = (pointer: string): FieldFault => ({
  pointer,
  code: 'unknown-field',
  detail: 'this field is not known here',
});

const inPointer = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

function faultsIn(errors: readonly ValidationError[], base: string): FieldFault[] {
  return errors.flatMap((error) => {
    const pointer = `${base}/${inPointer(error.property)}`;
    const own = Object.entries(error.constraints ?? {}).map(([code, detail]) => ({
      pointer,
      code: kebab(code),
      detail: code === 'whitelistValidation' ? 'this field is not known here' : detail,
    }));
    return [...own, ...faultsIn(error.children ?? [], pointer)];
  });
}

const kebab = (code: string): string =>
  code === 'whitelistValidation' ? 'unknown-field' : code.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
