import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Person } from '../../platform/casework/case-context.js';
import { contextToken } from '../../platform/casework/context-token.js';
import type { ContextRuntime } from '../../platform/casework/context-runtime.js';
import { ProblemException, problem } from '../../platform/http/problem.js';
import { askingBy, identifierIn } from '../../platform/http/request-person.js';
import { VaultKeeper } from '../vault-keeper.runtime.js';
import { victimOf, type KeptVictim, type VaultCase } from '../vault-case.js';
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
    const known = state && knowsOfVictims(state, person) ? victimOf(state, id) : undefined;
    const victim = known && (await this.asItStands(known, caseId, person));
    const role = state && victim && roleToRead(state, victim, person);
    await this.runtime.accessLog.enterReading(asking, 'readIdentity', caseId, role !== undefined);
    if (!victim) throw unknown();
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

  /** What the police decided a moment ago counts, also where the letter about it is still on its way. */
  private async asItStands(victim: KeptVictim, caseId: string, { organisation }: Person): Promise<KeptVictim> {
    return { ...victim, status: await this.keeper.statusOf(organisation, caseId, victim.id) };
  }
}

const unknown = (): ProblemException =>
  new ProblemException(problem('not-found', 'There is no such victim, or it is not yours to know of.'));
