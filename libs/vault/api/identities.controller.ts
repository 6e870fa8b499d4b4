import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { contextToken } from '../../platform/casework/context-token.js';
import type { ContextRuntime } from '../../platform/casework/context-runtime.js';
import { ProblemException, problem } from '../../platform/http/problem.js';
import { askingBy, identifierIn } from '../../platform/http/request-person.js';
import { VaultKeeper } from '../vault-keeper.runtime.js';
import { victimOf, type VaultCase } from '../vault-case.js';
import { knowsOfVictims, roleToRead } from '../who-may-read.js';

/** Who a victim is: told here and nowhere else, so that each reading is one line in the access log. */
@Controller('v1/cases/:case/identities/:id')
export class IdentitiesController {
  constructor(
    @Inject(contextToken('vault')) private readonly runtime: ContextRuntime<VaultCase>,
    @Inject(VaultKeeper) private readonly keeper: VaultKeeper,
  ) {}

  @Get()
  async read(@Req() request: FastifyRequest): Promise<object> {
    const asking = askingBy(request);
    const { person } = asking;
    const caseId = identifierIn(request.params, 'case');
    const id = identifierIn(request.params);
    const state = await this.runtime.reader.stateOf(caseId, person);
    const victim = state && victimOf(state, id);
    const isKnown = state !== undefined && victim !== undefined && knowsOfVictims(state, person);
    const role = isKnown ? roleToRead(state, victim, person) : undefined;
    await this.runtime.accessLog.enterReading(asking, 'readIdentity', caseId, role !== undefined);
    if (!isKnown) throw unknown();
    const { number } = victim;
    if (!role) {
      throw new ProblemException(
        problem(
          'forbidden',
          number === undefined ? 'None of your roles may read who this victim is.' : `This victim is ${number} to you.`,
        ),
      );
    }
    const identity = await this.keeper.identityOf(person.organisation, caseId, id);
    if (!identity) throw unknown();
    return { caseId, victim: id, ...(number === undefined ? {} : { number }), ...identity };
  }
}

const unknown = (): ProblemException =>
  new ProblemException(problem('not-found', 'There is no such victim, or it is not yours to know of.'));
