import { Controller, Get, Inject, Param, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isUnderNumber, type Role } from '../../contract/index.js';
import type { Asking } from '../../platform/access-log/access-entry.js';
import { Guessing, foundOrLockedOut } from '../../platform/access/guessing.js';
import { contextToken } from '../../platform/casework/context-token.js';
import type { ContextRuntime } from '../../platform/casework/context-runtime.js';
import { ProblemException, problem } from '../../platform/http/problem.js';
import { askingBy } from '../../platform/http/request-person.js';
import { VaultKeeper } from '../vault-keeper.runtime.js';
import { victimOf, type VaultCase } from '../vault-case.js';
import { knowsOfVictims } from '../who-may-read.js';

/** Who gets a letter or a call with a number in it and has to know which case that is. */
const readers: readonly Role[] = ['victim_desk', 'public_prosecutor'];

/** Which case a number belongs to; who is behind it is another question. Who guesses numbers is locked out. */
@Controller('v1/numbers')
export class NumbersController {
  private readonly guessing = new Guessing();

  constructor(
    @Inject(contextToken('vault')) private readonly runtime: ContextRuntime<VaultCase>,
    @Inject(VaultKeeper) private readonly keeper: VaultKeeper,
  ) {}

  @Get(':number')
  async read(@Req() request: FastifyRequest, @Param('number') number: string): Promise<object> {
    const asking = askingBy(request);
    const { person } = asking;
    if (!person.roles.some((role) => readers.includes(role))) {
      await this.enterRefusal(asking);
      throw new ProblemException(problem('forbidden', 'None of your roles may look up a number.'));
    }
    const outcome = await this.guessing.lookUp(person.id, await this.runtime.now(), () => this.find(asking, number));
    const found = foundOrLockedOut(outcome);
    if (!found) {
      throw new ProblemException(problem('not-found', 'There is no such number, or it is not yours to know of.'));
    }
    return found;
  }

  /** Which number was asked for is not entered: it may be the right one of somebody else's case. */
  private enterRefusal(asking: Asking): Promise<void> {
    return this.runtime.accessLog.enterReading(asking, 'readNumber', undefined, false);
  }

  private async find(asking: Asking, number: string): Promise<object | undefined> {
    const { person } = asking;
    const behind = isUnderNumber(number) ? await this.keeper.behind(person.organisation, number) : undefined;
    const state = behind && (await this.runtime.reader.stateOf(behind.caseId, person));
    const victim = state && victimOf(state, behind.victim);
    if (!victim || !knowsOfVictims(state, person)) {
      await this.enterRefusal(asking);
      return undefined;
    }
    await this.runtime.accessLog.enterReading(asking, 'readNumber', state.caseId, true);
    const { caseId, caseNumber } = state;
    return { number, caseId, caseNumber, victim: victim.id, policeReport: victim.report };
  }
}
