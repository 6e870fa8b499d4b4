import type { FastifyReply } from 'fastify';
import type { CommandOutcome } from '../casework/outcome.js';
import { toException } from '../casework/refused.js';
import { ProblemException, problem } from './problem.js';

export const etagOf = (version: number): string => `"${String(version)}"`;

/** What the client is told of a command: the answer, or the problem. */
export function respondToCommand(
  reply: FastifyReply,
  outcome: CommandOutcome,
  location: (id: string) => string,
): object {
  switch (outcome.kind) {
    case 'done':
    case 'done-before':
      void reply
        .status(outcome.kind === 'done' ? 201 : 200)
        .header('Location', location(outcome.answer.id))
        .header('ETag', etagOf(outcome.answer.version));
      return outcome.answer;
    case 'faulty':
      throw new ProblemException(
        problem('invalid', 'Some fields are not right; nothing was stored.', { errors: outcome.faults }),
      );
    case 'stale':
      throw new ProblemException(
        problem('stale', `The current version is ${String(outcome.version)}; nothing was stored.`),
        { ETag: etagOf(outcome.version) },
      );
    case 'key-reused':
      throw new ProblemException(problem('key-reused', 'This Idempotency-Key was used with another request.'));
    case 'refused':
      throw toException(outcome.refusal, outcome.state, outcome.allowed);
  }
}
