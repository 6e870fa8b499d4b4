import { Controller, Get, Inject, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { identifierFrom, limitIn, onlyIn, positionIn } from '../../platform/http/query.js';
import { askingBy, personOf } from '../../platform/http/request-person.js';
import { CasefileRuntime } from '../casefile.runtime.js';

/** The reader's feed of status events: what this reader may see, in the order of recording, from any position on. */
@Controller('v1/events')
export class EventsController {
  constructor(@Inject(CasefileRuntime) private readonly runtime: CasefileRuntime) {}

  @Get()
  async feed(@Req() request: FastifyRequest, @Query() query: Record<string, unknown>): Promise<object> {
    onlyIn(query, 'after', 'limit', 'case');
    const after = positionIn(query, 'after');
    const [limit, caseId] = [limitIn(query), identifierFrom(query, 'case')];
    const page = await this.runtime.reader.feedFor(personOf(request), after, limit, caseId);
    const shown = (page.items as { caseId: string }[]).map((event) => event.caseId);
    await this.runtime.accessLog.enterList(askingBy(request), 'readFeed', shown);
    return page;
  }
}
