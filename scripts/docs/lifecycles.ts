import type { PartKind } from '../../libs/contract/index.js';
import type { Arrival, CaseContext, Lifecycle, Transition } from '../../libs/platform/casework/case-context.js';
import { code, codes, table } from './table.js';

type States = Transition['from'] | Transition['to'];

const states = (named: States, otherwise: string): string => {
  if (typeof named === 'string') return named;
  return named.length === 0 ? otherwise : codes(named);
};

/** More arrows than this between the states of one row say nothing any more. */
const mostArrows = 6;

interface Row {
  name: string;
  label: string;
  from: States;
  to: States;
  events: readonly string[];
}

const rowsOf = (lifecycle: Lifecycle, arrivals: readonly Arrival[]): Row[] => [
  ...arrivals.map(({ on, ...row }) => ({ name: `(arrives: ${codes(on)})`, label: on.join(', '), ...row })),
  ...Object.entries(lifecycle).map(([command, row]) => ({ name: code(command), label: command, ...row })),
];

const arrowsOf = ({ from, to, label }: Row): { from: string; to: string; label: string }[] => {
  if (typeof from === 'string' || typeof to === 'string') return [];
  const begins = from.length === 0 ? ['[*]'] : from;
  return begins.flatMap((one) => to.filter((other) => other !== one).map((other) => ({ from: one, to: other, label })));
};

function drawing(rows: readonly Row[]): { picture: string; leftOut: string[] } {
  const labels = new Map<string, string[]>();
  const leftOut: string[] = [];
  for (const row of rows) {
    const arrows = arrowsOf(row);
    if (arrows.length > mostArrows) leftOut.push(row.name);
    else
      for (const { from, to, label } of arrows)
        labels.set(`${from} --> ${to}`, [...(labels.get(`${from} --> ${to}`) ?? []), label]);
  }
  const lines = [...labels].map(([arrow, names]) => `  ${arrow}: ${[...new Set(names)].join(', ')}`);
  return { picture: ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n'), leftOut };
}

function lifecyclePart(kind: PartKind, lifecycle: Lifecycle, arrivals: readonly Arrival[]): string {
  const rows = rowsOf(lifecycle, arrivals);
  const { picture, leftOut } = drawing(rows);
  return [
    `The life of a ${code(kind)}, from its table:`,
    picture,
    ...(leftOut.length > 0 ? [`Not drawn, because they lead almost anywhere: ${leftOut.join(', ')}.`] : []),
    table(
      ['from', 'command', 'to', 'events (the later ones where their rule applies)'],
      rows.map(({ name, from, to, events }) => [states(from, '–'), name, states(to, 'same'), codes(events)]),
    ),
  ].join('\n\n');
}

/** Every lifecycle of the context, drawn and as a table. */
export const lifecycleSection = (context: CaseContext<unknown>): string =>
  (Object.entries(context.lifecycles) as [PartKind, Lifecycle][])
    .map(([kind, lifecycle]) => lifecyclePart(kind, lifecycle, context.arrivals?.[kind] ?? []))
    .join('\n\n');

export const opening = '<!-- lifecycle: made by npm run docs -->';
export const closing = '<!-- end of lifecycle -->';

/** Puts the section between its markers. */
export function withSection(readme: string, section: string): string {
  const from = readme.indexOf(opening);
  const until = readme.indexOf(closing);
  if (from < 0 || until < from) throw new Error(`there are no markers ${opening} … ${closing}`);
  return `${readme.slice(0, from)}${opening}\n\n${section}\n\n${readme.slice(until)}`;
}
