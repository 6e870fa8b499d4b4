import { Controller, Get, Inject, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { contextToken } from '../../platform/casework/context-token.js';
import type { ContextRuntime } from '../../platform/casework/context-runtime.js';
import { ProblemException, problem } from '../../platform/http/problem.js';
import { askingBy, identifierIn, personOf } from '../../platform/http/request-person.js';
import type { PoliceCase } from '../police-case.js';
import { suspectViewFor } from '../suspect-view.js';

/** Who a suspect is: kept by the police, told to who received the strand (chain.md: Halt asks the owner). */
@Controller('v1/cases/:case/suspects')
export class SuspectsController {
  constructor(@Inject(contextToken('police')) private readonly runtime: ContextRuntime<PoliceCase>) {}

  @Get(':id')
  async read(@Req() request: FastifyRequest): Promise<object> {
    const person = personOf(request);
    const caseId = identifierIn(request.params, 'case');
    const state = await this.runtime.reader.stateOf(caseId, person);
    const view = state && suspectViewFor(state, identifierIn(request.params), person);
    await this.runtime.accessLog.enterReading(askingBy(request), 'readSuspect', caseId, view !== undefined);
    if (!view) {
      throw new ProblemException(problem('not-found', 'There is no such suspect, or it is not yours to know of.'));
    }
    return view;
  }
}
