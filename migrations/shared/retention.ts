/** Until when this context may use a case, as the daily job works it out (libs/retention). */
export const retention = (schema: string): string[] => [
  `alter table ${schema}.case_record
     add column first_processed_at timestamptz,
     add column retention_stage text not null default 'in_use'
       check (retention_stage in ('in_use', 'limited', 'removed', 'destroyed')),
     -- the roles that may still read it; null: all whom the policy lets
     add column retention_readers text[],
     -- when to look again: at once for a new case, never for one that was destroyed
     add column retention_next_at timestamptz default '-infinity'`,
  `create index case_record_retention on ${schema}.case_record (retention_next_at, case_id)
     where retention_next_at is not null`,
];

export const dropRetention = (schema: string): string[] => [
  `drop index ${schema}.case_record_retention`,
  `alter table ${schema}.case_record
     drop column first_processed_at, drop column retention_stage, drop column retention_readers,
     drop column retention_next_at`,
];

/** A table that the worker of its schema sees, and nobody else. */
export const workersOnly = (schema: string, table: string): string[] => [
  `alter table ${schema}.${table} enable row level security`,
  `alter table ${schema}.${table} force row level security`,
  `create policy worker on ${schema}.${table} to chain_${schema} using (true) with check (true)`,
];
