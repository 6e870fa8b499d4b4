import { Controller, Get, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readingGround, type Access } from '../../platform/access-log/access-entry.js';
import { respondToCommand } from '../../platform/http/command-response.js';
import { ProblemException, problem } from '../../platform/http/problem.js';
import { cursorIn, limitIn, textIn } from '../../platform/http/query.js';
import { askingBy, idempotencyKeyOf, identifierIn, personOf } from '../../platform/http/request-person.js';
import { AgreementsRuntime } from '../agreements.runtime.js';
import { UnknownCursor, liaisonOf } from '../worklist.reader.js';

type QueryString = Record<string, unknown>;

const waiving = { action: 'change', operation: 'waiveAgreement' } as const;

const nothingThere = (): never => {
  throw new ProblemException(problem('not-found', 'There is nothing at this address.'));
};

const openOutcomes = ['due_soon', 'breached'];

/** How each agreement of a case stands and why; what is due at an organisation; and setting one aside. */
@Controller('v1')
export class AgreementsController {
  constructor(@Inject(AgreementsRuntime) private readonly runtime: AgreementsRuntime) {}

  @Get('agreements')
  catalogue(): object {
    const { agreements, sets, principles } = this.runtime.catalogue.current;
    return { items: agreements, sets, principles };
  }

  @Get('cases/:id/agreements')
  async ofCase(@Req() request: FastifyRequest): Promise<object> {
    const id = identifierIn(request.params);
    const items = await this.runtime.reader.agreementsFor(id, personOf(request));
    await this.runtime.accessLog.enterReading(askingBy(request), 'readCaseAgreements', id, items !== undefined);
    if (!items)
      throw new ProblemException(problem('not-found', 'There is no such case, or it is not yours to know of.'));
    return { items };
  }

  @Get('worklist')
  async worklist(@Req() request: FastifyRequest, @Query() query: QueryString): Promise<object> {
    const person = personOf(request);
    if (!person.roles.some((role) => liaisonOf[role])) {
      throw new ProblemException(problem('forbidden', 'A worklist is for the liaisons who keep the agreements.'));
    }
    const outcome = textIn(query, 'outcome');
    const filter = {
      agreement: textIn(query, 'agreement'),
      handler: personIn(query, 'handler'),
      unit: textIn(query, 'unit'),
      outcomes: outcome === undefined ? openOutcomes : [outcome],
    };
    const page = await this.runtime.worklist
      .worklistFor(person, filter, cursorIn(query), limitIn(query))
      .catch(refuseCursor);
    const shown = (page.items as { caseId: string }[]).map(({ caseId }) => caseId);
    await this.runtime.accessLog.enterList(askingBy(request), 'readWorklist', shown);
    return { ...page, ...(page.next ? { links: { next: `/v1/worklist?cursor=${page.next}` } } : {}) };
  }

  @Post('agreement-subjects/:id/waivers')
  async waive(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const on = identifierIn(request.params);
    const outcome = await this.runtime.waivers.waive({
      on,
      body: request.body,
      person: personOf(request),
      idempotencyKey: idempotencyKeyOf(request),
      request: request.id,
    });
    if (outcome.kind !== 'done') await this.enterAbout(request, { ...waiving, ground: 'refused', outcome: 'refused' });
    return respondToCommand(reply, outcome, (id) => `/v1/agreement-subjects/${on}/waivers/${id}`);
  }

  /** The waivers of the agreements about this part, as they were given. */
  @Get('agreement-subjects/:id/waivers')
  async given(@Req() request: FastifyRequest): Promise<object> {
    return { items: await this.waiversRead(request, 'listWaivers') };
  }

  @Get('agreement-subjects/:id/waivers/:entry')
  async oneGiven(@Req() request: FastifyRequest): Promise<object> {
    const entry = identifierIn(request.params, 'entry');
    const found = (await this.waiversRead(request, 'readWaiver')).find(({ id }) => id === entry);
    return found ?? nothingThere();
  }

  private async waiversRead(request: FastifyRequest, operation: string): Promise<{ id: string }[]> {
    const found = await this.runtime.waivers.givenOn(identifierIn(request.params), personOf(request));
    const ground = found ? readingGround(personOf(request)) : 'refused';
    const outcome = found ? 'done' : 'refused';
    await this.enterAbout(request, { action: 'consult', operation, caseId: found?.caseId, ground, outcome });
    return found?.items ?? nothingThere();
  }

  /** An agreement is about a part, or a victim, of which its owner knows the case. */
  private enterAbout(
    request: FastifyRequest,
    access: Pick<Access, 'action' | 'operation' | 'caseId' | 'ground' | 'outcome'>,
  ): Promise<void> {
    const part = { kind: 'police-report' as const, id: identifierIn(request.params) };
    return this.runtime.accessLog.enter({ ...access, ...askingBy(request), part });
  }
}

function personIn(query: QueryString, name: string): string | undefined {
  const value = query[name];
  if (value === undefined) return undefined;
  if (typeof value === 'string' && /^[A-Za-z0-9_.:@#|-]{1,100}$/.test(value)) return value;
  throw new ProblemException(problem('malformed', `The query parameter ${name} must be the identifier of a person.`));
}

function refuseCursor(error: unknown): never {
  if (!(error instanceof UnknownCursor)) throw error;
  throw new ProblemException(problem('malformed', 'The cursor must be one that a page gave.'));
}
