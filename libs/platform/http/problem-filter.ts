import { Catch, HttpException, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { isTransient } from '../persistence/transient.js';
import type { MethodsAt } from './request-hooks.js';
import { ProblemException, problem, type Problem, type ProblemType } from './problem.js';

const retrySoon = { 'Retry-After': '1' };

const typeOfStatus: Partial<Record<number, ProblemType>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
};

/** Turns whatever went wrong into a problem response, without a word of what was sent. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly methodsAt: MethodsAt,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const { problem: found, headers } = this.otherMethods(error, request) ?? toProblem(error);
    if (found.status >= 500) this.logger.error({ err: error, request: request.id }, found.title);
    sendProblem(request, reply, found, headers);
  }

  /** 405 where the address exists with another method; Nest itself knows only that nothing answers. */
  private otherMethods(error: unknown, request: FastifyRequest): Answer | undefined {
    if (!(error instanceof NotFoundException)) return undefined;
    const methods = this.methodsAt(request.url.split('?')[0] ?? '');
    if (methods.length === 0) return undefined;
    const allow = methods.join(', ');
    return { problem: problem('method-not-allowed', `This address has ${allow}.`), headers: { Allow: allow } };
  }
}

interface Answer {
  problem: Problem;
  headers?: Record<string, string>;
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  found: Problem,
  headers: Record<string, string> = {},
): void {
  void reply
    .status(found.status)
    .headers(headers)
    .type('application/problem+json')
    .send({ ...found, instance: addressOf(request) });
}

const isIdentifier = (segment: string): boolean =>
  /^(|v1|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(AON|VPT)-[\dA-Z-]+)$/.test(segment);

/** What was asked for, in the words of the API: whatever else somebody put in the address could be a name. */
function addressOf(request: FastifyRequest): string {
  const [path = ''] = request.url.split('?');
  const words = new Set((request.routeOptions.url ?? '').split('/'));
  const told = path.split('/').map((segment) => (isIdentifier(segment) || words.has(segment) ? segment : '-'));
  return told.join('/');
}

export function toProblem(error: unknown): Answer {
  if (error instanceof ProblemException) return { problem: error.problem, headers: error.headers };
  if (error instanceof HttpException) return { problem: fromStatus(error.getStatus()) };
  if (isFastifyError(error)) return { problem: fromStatus(error.statusCode ?? 500) };
  if (isTransient(error)) {
    return {
      problem: problem('unavailable', 'The system is busy or restarting; nothing was stored.'),
      headers: retrySoon,
    };
  }
  return { problem: problem('internal', 'The request could not be carried out; nothing was stored.') };
}

function fromStatus(status: number): Problem {
  const type = typeOfStatus[status];
  if (type) return problem(type, details[type] ?? 'The request cannot be carried out.');
  if (status >= 400 && status < 500) return problem('malformed', 'The request cannot be read.');
  return problem('internal', 'The request could not be carried out; nothing was stored.');
}

const details: Partial<Record<ProblemType, string>> = {
  malformed: 'The body is not valid JSON, or the address is not well formed.',
  'not-found': 'There is nothing at this address.',
  'too-large': 'The body is larger than is accepted here.',
  'unsupported-media-type': 'The body must be sent as application/json.',
};

const isFastifyError = (error: unknown): error is FastifyError =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
