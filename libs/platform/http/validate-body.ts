import { plainToInstance } from 'class-transformer';
import { validateSync, type ValidationError } from 'class-validator';

/** What is wrong with one field: where, which rule, and in words. Never the value itself. */
export interface FieldFault {
  pointer: string;
  code: string;
  detail: string;
}

const mostFaultsShown = 50;
/** No body of ours is as deep; what comes after goes through it step by step, and would run out of stack. */
const deepest = 20;

/** The body as an instance of its class, or what is wrong with it. Fields that the class does not have are refused. */
export function validateBody<Body extends object>(type: new () => Body, raw: unknown): Body | FieldFault[] {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    return [{ pointer: '', code: 'object', detail: 'the body must be a JSON object' }];
  }
  if (isDeeperThan(deepest, raw)) return [{ pointer: '', code: 'depth', detail: 'the body nests too deeply' }];
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

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null;

function faultsIn(errors: readonly ValidationError[], base: string): FieldFault[] {
  return errors.flatMap((error) => {
    const pointer = `${base}/${error.property.replaceAll('~', '~0').replaceAll('/', '~1')}`;
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
