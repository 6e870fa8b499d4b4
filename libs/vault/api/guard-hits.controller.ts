import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { contextToken } from '../../platform/casework/context-token.js';
import type { ContextRuntime } from '../../platform/casework/context-runtime.js';
import { Refusal } from '../../platform/casework/refusal.js';
import { toException } from '../../platform/casework/refused.js';
import { askingBy, identifierIn } from '../../platform/http/request-person.js';
import { VaultKeeper } from '../vault-keeper.runtime.js';
import type { VaultCase } from '../vault-case.js';

/** The texts of a case that the leak guard stopped or took out, for the assistant prosecutor who decides about them. */
@Controller('v1/police-reports/:id/guard-hits')
export class GuardHitsController {
  constructor(
    @Inject(contextToken('vault')) private readonly runtime: ContextRuntime<VaultCase>,
    @Inject(VaultKeeper) private readonly keeper: VaultKeeper,
  ) {}

  @Get()
  async list(@Req() request: FastifyRequest): Promise<object> {
    const { reader } = this.runtime;
    const asking = askingBy(request);
    const report = identifierIn(request.params);
    const caseId = await reader.caseOpenTo('police-report', report, 'passGuard', asking, 'listGuardHits');
    if (caseId instanceof Refusal) throw toException(caseId);
    return { items: await this.keeper.heldTexts(asking.person.organisation, caseId) };
  }
}
