import { ProblemException, problem } from '../http/problem.js';
import type { Refusal } from './refusal.js';

const withField = (type: 'conflict' | 'invalid', { code, detail, pointer }: Refusal, more: object): ProblemException =>
  new ProblemException(problem(type, detail, { errors: [{ pointer: pointer ?? '', code, detail }], ...more }));

/** A refusal as the problem response that it becomes at the edge. */
export function toException(refusal: Refusal, state?: string | null, allowed?: string[]): ProblemException {
  switch (refusal.kind) {
    case 'not-found':
    case 'forbidden':
      return new ProblemException(problem(refusal.kind, refusal.detail));
    case 'invalid':
      return withField('invalid', refusal, {});
    case 'conflict':
      return withField('conflict', refusal, {
        ...(state === undefined ? {} : { state }),
        ...(allowed ? { allowed } : {}),
      });
  }
}
