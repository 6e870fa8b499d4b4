import { Controller, Get, Inject, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { partKinds } from '../../contract/index.js';
import { Guessing, foundOrLockedOut } from '../../platform/access/guessing.js';
import { ProblemException, problem } from '../../platform/http/problem.js';
import { askingBy, identifierIn, personOf } from '../../platform/http/request-person.js';
import { limitIn, momentIn, oneOfIn, onlyIn, textIn } from '../../platform/http/query.js';
import type { Page } from '../case-file.reader.js';
import { CasefileRuntime } from '../casefile.runtime.js';

type QueryString = Record<string, unknown>;

const filters = ['municipality', 'category', 'number', 'partKind', 'partState', 'openedFrom', 'openedUntil'];

const withLinks = (page: { items: object[]; next?: string }, path: string): object => ({
  ...page,
  ...(page.next ? { links: { next: `${path}${path.includes('?') ? '&' : '?'}cursor=${page.next}` } } : {}),
});

/** The cases of the reader's organisation, and each as this reader may see it. */
@Controller('v1/cases')
export class CasesController {
  private readonly guessing = new Guessing();

  constructor(@Inject(CasefileRuntime) private readonly runtime: CasefileRuntime) {}

  @Get()
  async list(@Req() request: FastifyRequest, @Query() query: QueryString): Promise<object> {
    onlyIn(query, ...filters, 'cursor', 'limit');
    const filter = {
      municipality: textIn(query, 'municipality'),
      category: textIn(query, 'category'),
      number: textIn(query, 'number'),
      partKind: oneOfIn(query, 'partKind', partKinds),
      partState: textIn(query, 'partState'),
      openedFrom: momentIn(query, 'openedFrom'),
      openedUntil: momentIn(query, 'openedUntil'),
    };
    if (filter.partState && !filter.partKind) {
      throw new ProblemException(problem('malformed', 'partState needs partKind: the state of which kind of part.'));
    }
    const person = personOf(request);
    const [cursor, limit] = [textIn(query, 'cursor'), limitIn(query)];
    const find = (): Promise<Page<object>> => this.runtime.reader.casesFor(person, filter, cursor, limit);
    const page = filter.number === undefined ? await find() : await this.byNumber(person.id, find);
    const shown = (page.items as { id: string }[]).map(({ id }) => id);
    await this.runtime.accessLog.enterList(askingBy(request), 'listCases', shown);
    return withLinks(page, withoutCursor(request.url));
  }

  /** Numbers of cases follow one another: who tries them out is stopped. */
  private async byNumber(who: string, find: () => Promise<Page<object>>): Promise<Page<object>> {
    const outcome = await this.guessing.lookUp(who, await this.runtime.now(), async () => {
      const page = await find();
      return page.items.length > 0 ? page : undefined;
    });
    return foundOrLockedOut(outcome) ?? { items: [] };
  }

  @Get(':id')
  async one(@Req() request: FastifyRequest): Promise<object> {
    const id = identifierIn(request.params);
    const found = await this.runtime.reader.caseFor(id, personOf(request));
    await this.runtime.accessLog.enterReading(askingBy(request), 'readCase', id, found !== undefined);
    return found ?? notFound();
  }

  @Get(':id/events')
  async timeline(@Req() request: FastifyRequest, @Query() query: QueryString): Promise<object> {
    onlyIn(query, 'cursor', 'limit');
    const id = identifierIn(request.params);
    const page = await this.runtime.reader.timelineFor(id, personOf(request), textIn(query, 'cursor'), limitIn(query));
    await this.runtime.accessLog.enterReading(askingBy(request), 'readTimeline', id, page !== undefined);
    return page ? withLinks(page, withoutCursor(request.url)) : notFound();
  }
}

const withoutCursor = (url: string): string => url.replace(/([?&])cursor=[^&]*&?/, '$1').replace(/[?&]$/, '');

const notFound = (): never => {
  throw new ProblemException(problem('not-found', 'There is no such case, or it is not yours to know of.'));
};
