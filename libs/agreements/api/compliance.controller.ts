import { Controller, Get, Inject, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Person } from '../../platform/casework/case-context.js';
import { ProblemException, problem } from '../../platform/http/problem.js';
import { textIn } from '../../platform/http/query.js';
import { personOf } from '../../platform/http/request-person.js';
import { AgreementsRuntime } from '../agreements.runtime.js';
import { dimensions, type ComplianceRow, type ComplianceScope, type Dimension } from '../compliance.reader.js';
import { liaisonOf } from '../worklist.reader.js';

type QueryString = Record<string, unknown>;

/** How the agreements are kept: figures, no persons. As JSON, or as CSV where that is asked for. */
@Controller('v1/compliance-figures')
export class ComplianceController {
  constructor(@Inject(AgreementsRuntime) private readonly runtime: AgreementsRuntime) {}

  @Get()
  async figures(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Query() query: QueryString,
  ): Promise<unknown> {
    const person = personOf(request);
    const scope = scopeOf(person);
    const groupBy = groupIn(query);
    const rows = await this.runtime.compliance.figures(
      person.organisation,
      {
        groupBy,
        agreement: textIn(query, 'agreement'),
        organisation: textIn(query, 'organisation'),
        unit: textIn(query, 'unit'),
        sector: textIn(query, 'sector'),
        from: monthIn(query, 'from'),
        until: monthIn(query, 'until'),
      },
      scope,
    );
    if (!/^text\/csv/.test(request.headers.accept ?? '')) return { items: rows };
    void reply.type('text/csv; charset=utf-8');
    return toCsv(groupBy, rows);
  }
}

/** Liaisons see their own organisation, a region lead the region, the ministry all; others nothing. */
function scopeOf(person: Person): ComplianceScope {
  if (person.roles.includes('analyst')) return {};
  if (person.roles.includes('region_lead')) return { unit: person.organisation.replace(/^VPT-/, '') };
  if (person.roles.some((role) => liaisonOf[role])) return { organisation: person.organisation };
  throw new ProblemException(problem('forbidden', 'None of your roles reads the compliance figures.'));
}

function groupIn(query: QueryString): Dimension[] {
  const asked = typeof query.groupBy === 'string' ? query.groupBy.split(',') : ['agreement'];
  const known = asked.filter((one): one is Dimension => (dimensions as readonly string[]).includes(one));
  if (known.length === asked.length && known.length <= 4 && new Set(known).size === known.length) return known;
  throw new ProblemException(
    problem('malformed', `groupBy must name at most four of ${dimensions.join(', ')}, each once, with commas between.`),
  );
}

function monthIn(query: QueryString, name: string): string | undefined {
  const value = textIn(query, name);
  if (value === undefined) return undefined;
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(value)) return `${value}-01`;
  throw new ProblemException(problem('malformed', `The query parameter ${name} must be a month, such as 2014-03.`));
}

const figures = [
  'applied',
  'running',
  'met',
  'metLate',
  'breached',
  'waived',
  'lapsed',
  'shareMet',
  'norm',
  'normKept',
  'medianHours',
  'p90Hours',
] as const;

function toCsv(groupBy: readonly Dimension[], rows: readonly ComplianceRow[]): string {
  const lines = rows.map((row) => [
    ...groupBy.map((dimension) => row.group[dimension] ?? ''),
    ...figures.map((figure) => String(row[figure] ?? '')),
  ]);
  return [[...groupBy, ...figures], ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
