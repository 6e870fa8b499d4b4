import { Controller, Get, Inject, Post, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { respondToCommand } from '../http/command-response.js';
import { ProblemException, problem, unavailable } from '../http/problem.js';
import { askingBy, idempotencyKeyOf, identifierIn, versionAskedBy } from '../http/request-person.js';
import type { CommandRoute } from './command-route.js';
import type { ContextRuntime } from './context-runtime.js';
import { Refusal } from './refusal.js';
import { toException } from './refused.js';

/** The command as a POST to its sub-collection, and what was given before as GET on it. */
export function commandController(route: CommandRoute, token: string): Type {
  return route.path.includes(':id') ? onPart(route, token) : beginning(route, token);
}

const held = 'More is underway to others than they can take in; nothing was stored. Send the same again later.';
/** Some rounds of measuring. */
const heldForSeconds = 5;

function beginning(route: CommandRoute, token: string): Type {
  @Controller(`v1/${route.path}`)
  class BeginningController {
    constructor(@Inject(token) private readonly runtime: ContextRuntime<unknown>) {}

    @Post()
    async give(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
      // What is known already goes on (docs/adr/0017): only a case that does not exist yet can wait.
      if (this.runtime.intakeIsHeld) throw unavailable(held, heldForSeconds);
      const outcome = await this.runtime.shell.begin({
        route,
        part: '',
        body: request.body,
        ...askingBy(request),
        idempotencyKey: idempotencyKeyOf(request),
      });
      const location = outcome.kind === 'done' ? outcome.answer.part.id : '';
      return respondToCommand(reply, outcome, () => `/v1/${route.path}/${location}`);
    }
  }
  return BeginningController;
}

function onPart(route: CommandRoute, token: string): Type {
  @Controller(`v1/${route.path}`)
  class CommandController {
    constructor(@Inject(token) private readonly runtime: ContextRuntime<unknown>) {}

    @Post()
    async give(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
      const part = identifierIn(request.params);
      const outcome = await this.runtime.shell.execute({
        route,
        part,
        body: request.body ?? {},
        ...askingBy(request),
        idempotencyKey: idempotencyKeyOf(request),
        ifVersion: versionAskedBy(request),
      });
      return respondToCommand(reply, outcome, (id) => `/v1/${route.path.replace(':id', part)}/${id}`);
    }

    @Get()
    async list(@Req() request: FastifyRequest): Promise<object> {
      return { items: await this.entries(request) };
    }

    @Get(':entry')
    async one(@Req() request: FastifyRequest): Promise<object> {
      const [entry] = await this.entries(request, identifierIn(request.params, 'entry'));
      if (!entry) throw new ProblemException(problem('not-found', 'There is nothing at this address.'));
      return entry;
    }

    private async entries(request: FastifyRequest, entry?: string): Promise<object[]> {
      const part = identifierIn(request.params);
      const found = await this.runtime.reader.entries(route.part, part, route.command, askingBy(request), entry);
      if (found instanceof Refusal) throw toException(found);
      return found;
    }
  }
  return CommandController;
}
