import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CommandRoute } from '../../platform/casework/command-route.js';
import { contextToken } from '../../platform/casework/context-token.js';
import type { ContextRuntime } from '../../platform/casework/context-runtime.js';
import { Refusal } from '../../platform/casework/refusal.js';
import { toException } from '../../platform/casework/refused.js';
import { respondToCommand } from '../../platform/http/command-response.js';
import { ProblemException, problem } from '../../platform/http/problem.js';
import { askingBy, idempotencyKeyOf, identifierIn, personOf } from '../../platform/http/request-person.js';
import { VaultKeeper } from '../vault-keeper.runtime.js';
import type { VaultCase } from '../vault-case.js';
import { mayReadRevealed } from '../commands/reveal.js';
import type { RevealBody } from './bodies.js';
import { vaultRoutes } from './routes.js';

/** Readings of who is behind a number. What is read is in the answer only: it is kept nowhere else. */
@Controller('v1/police-reports/:id/revelations')
export class RevelationsController {
  constructor(
    @Inject(contextToken('vault')) private readonly runtime: ContextRuntime<VaultCase>,
    @Inject(VaultKeeper) private readonly keeper: VaultKeeper,
  ) {}

  @Post()
  async reveal(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    return this.read(request, reply, request.body ?? {}, idempotencyKeyOf(request));
  }

  /** What was read so far, without whom it was about. */
  @Get()
  async list(@Req() request: FastifyRequest): Promise<object> {
    return { items: await this.entries(request) };
  }

  /** The same reading again, while it is open: a reading of its own. */
  @Get(':entry')
  async again(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const [entry] = await this.entries(request, identifierIn(request.params, 'entry'));
    if (!entry) throw new ProblemException(problem('not-found', 'There is nothing at this address.'));
    const { victim, ground, reason } = entry;
    const read = await this.read(request, reply, { victim, ground, reason }, undefined);
    void reply.status(200);
    return read;
  }

  private async read(
    request: FastifyRequest,
    reply: FastifyReply,
    body: unknown,
    idempotencyKey: string | undefined,
  ): Promise<object> {
    const part = identifierIn(request.params);
    const person = personOf(request);
    const outcome = await this.runtime.shell.execute({
      route: revelation(),
      part,
      body,
      person,
      idempotencyKey,
      request: request.id,
    });
    const answer = respondToCommand(reply, outcome, (id) => `/v1/police-reports/${part}/revelations/${id}`);
    if (outcome.kind !== 'done') return answer;
    const { caseId } = outcome.answer;
    const { victim, ground } = body as RevealBody;
    // An answer that is told again, under the same key, tells who it is only while that is still open.
    const state = await this.runtime.reader.stateOf(caseId, person);
    const now = await this.runtime.now();
    const isOpen = state && mayReadRevealed(state, { victim, ground }, person, now);
    return { ...answer, identity: isOpen ? await this.keeper.identityOf(person.organisation, caseId, victim) : null };
  }

  private async entries(request: FastifyRequest, entry?: string): Promise<(RevealBody & { id: string })[]> {
    const part = identifierIn(request.params);
    const { reader } = this.runtime;
    const found = await reader.entries('police-report', part, 'readRevealed', askingBy(request), entry);
    if (found instanceof Refusal) throw toException(found);
    return found as (RevealBody & { id: string })[];
  }
}

function revelation(): CommandRoute {
  const route = vaultRoutes.find(({ command }) => command === 'readRevealed');
  if (!route) throw new Error('the vault has no route for readRevealed');
  return route;
}
