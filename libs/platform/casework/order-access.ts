import { actionOf, groundOf, roleIn, traceOf, type Access } from '../access-log/access-entry.js';
import type { Entry } from './case-work.js';
import type { Order } from './order.js';
import type { CommandAnswer } from './outcome.js';

/** A command that was not carried out. Who is not let in gives away no case: what was asked for is entered. */
export const refusedAccess = ({ route, part, person, request }: Order, caseId: string | undefined): Access => ({
  person,
  request,
  caseId,
  part: { kind: route.part, id: part },
  action: actionOf(route.command),
  operation: route.command,
  ground: 'refused',
  outcome: 'refused',
});

/** A command that was carried out before, and of which the answer is told again. */
export const toldAgain = ({ route, person, request }: Order, { caseId, part }: CommandAnswer): Access => ({
  person,
  request,
  caseId,
  part,
  action: 'consult',
  operation: route.command,
  ground: route.command,
  outcome: 'done',
});

const columns = [
  ...['id uuid', 'at timestamptz', 'organisation text', 'person text', 'role text', 'action text', 'operation text'],
  ...['case_id uuid', 'part_kind text', 'part_id uuid', 'ground text', 'outcome text', 'request uuid'],
].map((column) => column.split(' '));

/**
 * What the statement that stores a command enters of it in the access log. Values one by one: the hot path goes by
 * here, and a list in JSON costs three times as much.
 */
export const logging = (first: number, from = ''): string => `logged as (
             insert into audit.access_entry (${columns.map(([name]) => name).join(', ')})
             select ${columns.map(([, type], index) => `$${String(first + index)}::${type ?? ''}`).join(', ')}${from}
           )`;

/** The values for it; none where nobody gave a command: what follows from events of others is nobody's access. */
export function accessValues(entries: readonly Entry[]): unknown[] {
  const [given, ...more] = entries.filter(({ actor, command }) => actor !== null && command !== null);
  if (more.length > 0) throw new Error('one statement stores one command');
  if (!given?.actor || given.command === null) return [];
  const { id, actor, command, input, recordedAt, caseId, partId, answer, request } = given;
  return [
    ...[id, recordedAt, actor.organisation, actor.id, roleIn({ role: actor.role, person: actor })],
    ...[actionOf(command), command, caseId, answer?.part?.kind ?? null, partId],
    ...[groundOf(command, input), 'done', traceOf(request)],
  ];
}
