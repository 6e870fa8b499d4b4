import { Controller, Get, HttpCode, Inject, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ProblemException, problem } from '../../platform/http/problem.js';
import { cursorIn, identifierFrom, limitIn, onlyIn, refuse, refuseCursor } from '../../platform/http/query.js';
import { personOf } from '../../platform/http/request-person.js';
import { validateBody } from '../../platform/http/validate-body.js';
import { markIn, type Auditor, type Mark } from '../access-log.reader.js';
import { AuditRuntime } from '../audit.runtime.js';
import { AccessSearchBody } from './bodies.js';

const pageLimit = 50;

/** Who saw this case, and what did this person see: for the auditor, about the own organisation. */
@Controller('v1')
export class AccessEntriesController {
  constructor(@Inject(AuditRuntime) private readonly runtime: AuditRuntime) {}

  @Get('access-entries')
  async ofCase(@Req() request: FastifyRequest, @Query() query: Record<string, unknown>): Promise<object> {
    const auditor = auditorOf(request);
    onlyIn(query, 'case', 'cursor', 'limit');
    const caseId = identifierFrom(query, 'case') ?? refuse('case', 'must be given: the case that was seen');
    const page = await this.runtime.reader.ofCase(auditor, caseId, markOf(cursorIn(query)), limitIn(query));
    const next = `/v1/access-entries?case=${caseId}&cursor=${page.next ?? ''}`;
    return { ...page, ...(page.next ? { links: { next } } : {}) };
  }

  @Post('access-searches')
  @HttpCode(200)
  async ofPerson(@Req() request: FastifyRequest): Promise<object> {
    const auditor = auditorOf(request);
    const body = validateBody(AccessSearchBody, request.body);
    if (Array.isArray(body))
      throw new ProblemException(problem('invalid', 'Some fields are not right.', { errors: body }));
    const { person: seenBy, from, until, cursor, limit = pageLimit } = body;
    const search = { seenBy, ...(from ? { from } : {}), ...(until ? { until } : {}) };
    return this.runtime.reader.ofPerson(auditor, search, markOf(cursor), limit);
  }
}

function auditorOf(request: FastifyRequest): Auditor {
  const person = personOf(request);
  if (!person.roles.includes('auditor'))
    throw new ProblemException(problem('forbidden', 'The access log is read by the auditor of an organisation.'));
  return { person, request: request.id };
}

const markOf = (cursor: string | undefined): Mark | undefined =>
  cursor === undefined ? undefined : (markIn(cursor) ?? refuseCursor());
