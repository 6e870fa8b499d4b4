import {
  correctEvent,
  isAddressed,
  isEventType,
  isVaultCommand,
  policy,
  type EventType,
  type PartKind,
  type Producer,
  type Role,
} from '../../contract/index.js';
import type { Arrival, CaseContext, Lifecycle, Transition } from './case-context.js';

/** A command as it is offered to the outside. */
export interface Offered {
  part: PartKind;
  command: string;
}

/** Everything that does not fit in a context's tables; a context with any of it does not start. */
export function lifecycleFaults<State>(context: CaseContext<State>, routes: readonly Offered[]): string[] {
  const kinds = [...new Set([...keysOf(context.lifecycles), ...keysOf(context.commands)])];
  return [
    ...kinds.flatMap((kind) => faultsOfKind(context, kind, routes)),
    ...routes
      // The shell itself corrects: any part, in any state.
      .filter(({ part, command }) => command !== correctEvent && !context.lifecycles[part]?.[command])
      .map(({ part, command }) => `${part}: the route of ${command} leads to no row of the lifecycle`),
    ...keysOf(context.reactions)
      // A correction is addressed as the event that it corrects.
      .filter((type) => type !== 'event.corrected' && !isAddressed(type, context.name))
      .map((type) => `${context.name} reacts to ${type}, which is not addressed to it`),
  ];
}

function faultsOfKind<State>(context: CaseContext<State>, kind: PartKind, routes: readonly Offered[]): string[] {
  const lifecycle = context.lifecycles[kind] ?? {};
  const arrivals = context.arrivals?.[kind] ?? [];
  const offered = routes.filter(({ part }) => part === kind).map(({ command }) => command);
  const roles = policyOf(context.name, kind);
  const defined = Object.keys(context.commands[kind] ?? {});
  const rows = Object.keys(lifecycle);
  const lacking = (commands: readonly string[], there: readonly string[], what: string): string[] =>
    commands.filter((command) => !there.includes(command)).map((command) => `${command} has no ${what}`);
  return [
    ...lacking(rows, Object.keys(roles), 'row in the policy'),
    ...lacking(rows, defined, 'decision'),
    ...lacking(rows, offered, 'route'),
    ...lacking([...Object.keys(roles), ...defined], rows, 'row in the lifecycle'),
    ...rows.filter((command) => roles[command]?.length === 0).map((command) => `${command} is open to no role`),
    ...repeated(offered).map((command) => `${command} has more than one route`),
    ...unknownEvents([...Object.values(lifecycle), ...arrivals]),
    ...deafArrivals(context, arrivals),
    ...unreachableStates(lifecycle, arrivals).map((state) => `the state ${state} cannot be reached`),
  ].map((fault) => `${kind}: ${fault}`);
}

/** What a context carries out on a kind of part. What is for every part in every state has no row. */
function policyOf(context: Producer, kind: PartKind): Readonly<Record<string, readonly Role[]>> {
  const rows = Object.entries<readonly Role[]>(policy[kind]).filter(([command]) => command !== correctEvent);
  return Object.fromEntries(rows.filter(([command]) => isVaultCommand(command) === (context === 'vault')));
}

/** States that the tables name and into which no way leads. */
export function unreachableStates(lifecycle: Lifecycle, arrivals: readonly Arrival[]): string[] {
  const rows: Pick<Transition, 'from' | 'to'>[] = [...Object.values(lifecycle), ...arrivals];
  const named = new Set(rows.flatMap(({ from, to }) => [...statesIn(from), ...statesIn(to)]));
  const reached = new Set<string>();
  for (let before = -1; before < reached.size;) {
    before = reached.size;
    for (const { from, to } of rows) {
      const open = from === 'any' || from.length === 0 || from.some((state) => reached.has(state));
      if (open) statesIn(to).forEach((state) => reached.add(state));
    }
  }
  return [...named].filter((state) => !reached.has(state));
}

const statesIn = (states: Transition['from'] | Transition['to']): readonly string[] =>
  typeof states === 'string' ? [] : states;

const unknownEvents = (rows: readonly Pick<Transition, 'events'>[]): string[] =>
  rows
    .flatMap(({ events }) => events)
    .filter((type) => !isEventType(type))
    .map((type: string) => `${type} is not in the event catalogue`);

const deafArrivals = <State>(context: CaseContext<State>, arrivals: readonly Arrival[]): string[] =>
  arrivals
    .flatMap(({ on }) => on)
    .filter((type) => !context.reactions[type])
    .map((type) => `${context.name} does not react to ${type}`);

const repeated = (commands: readonly string[]): string[] =>
  commands.filter((command, index) => commands.indexOf(command) !== index);

const keysOf = <Key extends PartKind | EventType>(table: Partial<Record<Key, unknown>>): Key[] =>
  Object.keys(table) as Key[];

/** A context whose tables do not fit must not start. */
export function refuseUnfit<State>(context: CaseContext<State>, routes: readonly Offered[]): void {
  const faults = lifecycleFaults(context, routes);
  if (faults.length > 0) throw new Error(`The tables of ${context.name} do not fit:\n  - ${faults.join('\n  - ')}`);
}
