import type { Desk } from '../platform/persistence/desk.js';
import { shareToMeet, type Catalogue } from './catalogue/catalogue.js';

export const dimensions = [
  'agreement',
  'principle',
  'organisation',
  'unit',
  'sector',
  'month',
  'quarter',
  'year',
] as const;
export type Dimension = (typeof dimensions)[number];

export interface ComplianceQuery {
  groupBy: readonly Dimension[];
  agreement?: string;
  organisation?: string;
  unit?: string;
  sector?: string;
  /** First and last month, `YYYY-MM-01`. */
  from?: string;
  until?: string;
}

/** What a reader is limited to: the own organisation or the own region; undefined where all may be seen. */
export interface ComplianceScope {
  organisation?: string;
  unit?: string;
}

export interface ComplianceRow {
  group: Record<string, string>;
  applied: number;
  running: number;
  met: number;
  metLate: number;
  breached: number;
  waived: number;
  lapsed: number;
  /** Met in time, of all whose term has passed or that were met: a share from 0 to 1. */
  shareMet: number | null;
  /** Where the agreement is a norm, the share that must be met, and whether it is. */
  norm: number | null;
  normKept: boolean | null;
  medianHours: number | null;
  p90Hours: number | null;
}

interface CountRow {
  group: string[];
  running: number;
  met: number;
  met_late: number;
  breached: number;
  waived: number;
  lapsed: number;
  sets: string[];
}

/** The compliance figures, from counts that are kept up with every change; no case is read. */
export class ComplianceReader {
  constructor(
    private readonly desk: Desk,
    private readonly catalogue: () => Catalogue,
  ) {}

  async figures(asking: string, query: ComplianceQuery, scope: ComplianceScope): Promise<ComplianceRow[]> {
    const { groupBy } = query;
    const principles = this.principleOf();
    const values = [
      query.agreement ?? null,
      query.organisation ?? null,
      query.unit ?? null,
      query.sector ?? null,
      query.from ?? null,
      query.until ?? null,
      scope.organisation ?? null,
      scope.unit ?? null,
      JSON.stringify(principles),
    ];
    const group = `array[${groupBy.map((dimension) => expressions[dimension]).join(', ')}]::text[]`;
    const counts = await this.desk.query<CountRow>(asking, { text: countStatement(group), values });
    const spread = await this.desk.query<{ group: string[]; median: number | null; p90: number | null }>(asking, {
      text: durationStatement(group),
      values,
    });
    const durations = new Map(spread.map((row) => [row.group.join(' '), row]));
    return counts.map((row) => this.toRow(row, groupBy, durations.get(row.group.join(' '))));
  }

  private toRow(
    row: CountRow,
    groupBy: readonly Dimension[],
    duration: { median: number | null; p90: number | null } | undefined,
  ): ComplianceRow {
    const group = Object.fromEntries(groupBy.map((dimension, index) => [dimension, row.group[index] ?? '']));
    const { running, met, met_late: metLate, breached, waived, lapsed } = row;
    const judged = met + metLate + breached;
    const shareMet = judged === 0 ? null : met / judged;
    const norm = this.normOf(group.agreement, row.sets);
    return {
      group,
      applied: running + judged + waived + lapsed,
      running,
      met,
      metLate,
      breached,
      waived,
      lapsed,
      shareMet,
      norm,
      normKept: norm === null || shareMet === null ? null : shareMet >= norm,
      medianHours: duration?.median ?? null,
      p90Hours: duration?.p90 ?? null,
    };
  }

  /** The share of the set that these figures are of; none where they are of several sets with shares of their own. */
  private normOf(id: string | undefined, setIds: readonly string[]): number | null {
    const { agreements, sets } = this.catalogue();
    const agreement = agreements.find((one) => one.id === id);
    if (!agreement) return null;
    const shares = new Set(sets.filter((set) => setIds.includes(set.id)).map((set) => shareToMeet(set, agreement)));
    const [share] = shares;
    return shares.size === 1 ? (share ?? null) : null;
  }

  private principleOf(): Record<string, string> {
    return Object.fromEntries(this.catalogue().agreements.map(({ id, principle }) => [id, principle ?? 'none']));
  }
}

const expressions: Record<Dimension, string> = {
  agreement: 'tally.agreement',
  principle: `coalesce($9::jsonb ->> tally.agreement, 'none')`,
  organisation: 'tally.organisation',
  unit: 'tally.unit',
  sector: 'tally.sector',
  month: `to_char(tally.month, 'YYYY-MM')`,
  quarter: `to_char(tally.month, 'YYYY-"Q"Q')`,
  year: `to_char(tally.month, 'YYYY')`,
};

const filter = `
  ($1::text is null or tally.agreement = $1) and ($2::text is null or tally.organisation = $2)
  and ($3::text is null or tally.unit = $3) and ($4::text is null or tally.sector = $4)
  and ($5::date is null or tally.month >= $5) and ($6::date is null or tally.month <= $6)
  and ($7::text is null or tally.organisation = $7) and ($8::text is null or tally.unit = $8)
  and $9::jsonb is not null`;

const countStatement = (group: string): string => `
  select ${group} as "group", sum(running)::integer as running, sum(met)::integer as met,
         sum(met_late)::integer as met_late, sum(breached)::integer as breached,
         sum(waived)::integer as waived, sum(lapsed)::integer as lapsed,
         array_agg(distinct set_id) as sets
  from agreements.tally tally where ${filter}
  group by 1
  having sum(running + met + met_late + breached + waived + lapsed) > 0
  order by 1`;

/** Median and 90th percentile over the kept durations: the first bucket at which so many have been counted. */
const durationStatement = (group: string): string => `
  with counted as (
    select ${group} as "group", hours, sum(count) as count
    from agreements.duration tally where ${filter} group by 1, 2 having sum(count) > 0
  ), running as (
    select "group", hours, sum(count) over (partition by "group" order by hours) as upto,
           sum(count) over (partition by "group") as total
    from counted
  )
  select "group", min(hours) filter (where upto >= total * 0.5) as median,
         min(hours) filter (where upto >= total * 0.9) as p90
  from running group by 1`;
