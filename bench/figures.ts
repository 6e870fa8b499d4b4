/** What a figure has to reach: a ratio where there is a floor, else the figure itself. */
export interface Goal {
  words: string;
  /** The bound itself, for the file. */
  bound: number;
  isMet(value: number): boolean;
}

export const atLeast = (bound: number): Goal => ({
  words: `at least ${String(bound)}`,
  bound,
  isMet: (value) => value >= bound,
});

export const atMost = (bound: number): Goal => ({
  words: `at most ${String(bound)}`,
  bound,
  isMet: (value) => value <= bound,
});

interface Told {
  ours: number;
  unit: string;
  rounds: number;
  spread: number;
  scale: string;
  /** What a reader has to know before quoting it. */
  note?: string;
}

/** One line of the result, as the JSON file has it. */
export type Figure = (Told & { floor: number; ratio: number }) | (Told & { goal: number | undefined });

/** What one round found. */
export interface Measured {
  ours: number;
  note?: string;
}

export interface Pair extends Measured {
  floor: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** The value that so large a share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Medians of the rounds. The ratio is that of the pairs: floor and ours of one round met the same machine. */
export function comparedFigure(pairs: readonly Pair[], unit: string, scale: string): Figure {
  const ratios = pairs.map(({ ours, floor }) => ours / floor);
  return {
    ours: rounded(median(pairs.map((pair) => pair.ours))),
    floor: rounded(median(pairs.map((pair) => pair.floor))),
    ratio: rounded(median(ratios)),
    unit,
    rounds: pairs.length,
    spread: rounded(spreadOf(ratios)),
    scale,
    ...noteOf(pairs),
  };
}

export function loneFigure(found: readonly Measured[], unit: string, scale: string, goal: Goal | undefined): Figure {
  const values = found.map(({ ours }) => ours);
  return {
    ours: rounded(median(values)),
    goal: goal?.bound,
    unit,
    rounds: values.length,
    spread: rounded(spreadOf(values)),
    scale,
    ...noteOf(found),
  };
}

const noteOf = (found: readonly Measured[]): { note?: string } => {
  const note = found.at(-1)?.note;
  return note === undefined ? {} : { note };
};

const spreadOf = (values: readonly number[]): number => (Math.max(...values) - Math.min(...values)) / median(values);

const rounded = (value: number): number => Number(value.toPrecision(4));

const head = ['', 'ours', 'floor', 'ratio', 'unit', 'rounds', 'spread', 'goal'];

function lineOf(name: string, figure: Figure, goal: Goal | undefined): string[] {
  const [floor, value] = 'floor' in figure ? [figure.floor, figure.ratio] : ['', figure.ours];
  return [
    name,
    String(figure.ours),
    String(floor),
    'floor' in figure ? String(figure.ratio) : '',
    figure.unit,
    String(figure.rounds),
    String(figure.spread),
    goal ? `${goal.words}: ${goal.isMet(value) ? 'met' : 'missed'}` : '',
  ];
}

export function tableOf(figures: Record<string, Figure>, goals: Record<string, Goal | undefined>): string {
  const lines = Object.entries(figures).map(([name, figure]) => lineOf(name, figure, goals[name]));
  const widths = head.map((_title, column) => Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)));
  const table = [head, ...lines].map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const notes = Object.entries(figures).flatMap(([name, { note }]) => (note === undefined ? [] : [`${name}: ${note}`]));
  return [...table, ...(notes.length > 0 ? ['', ...notes] : [])].join('\n');
}
