/** One line of the result, as the JSON file has it. */
export interface Figure {
  ours: number;
  floor: number;
  ratio: number;
  unit: string;
  rounds: number;
  spread: number;
}

export interface Pair {
  ours: number;
  floor: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** Medians of the rounds. The ratio is that of the pairs: floor and ours of one round met the same machine. */
export function figureOf(pairs: readonly Pair[], unit: string): Figure {
  const ratios = pairs.map(({ ours, floor }) => ours / floor);
  return {
    ours: rounded(median(pairs.map((pair) => pair.ours))),
    floor: rounded(median(pairs.map((pair) => pair.floor))),
    ratio: rounded(median(ratios)),
    unit,
    rounds: pairs.length,
    spread: rounded((Math.max(...ratios) - Math.min(...ratios)) / median(ratios)),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(4));

export interface Goal {
  met(ratio: number): boolean;
  words: string;
}

export function tableOf(figures: Record<string, Figure>, goals: Record<string, Goal>): string {
  const head = ['', 'ours', 'floor', 'ratio', 'unit', 'rounds', 'spread', 'goal (ratio)'];
  const lines = Object.entries(figures).map(([name, figure]) => {
    const goal = goals[name];
    return [
      name,
      ...[figure.ours, figure.floor, figure.ratio].map(String),
      figure.unit,
      String(figure.rounds),
      String(figure.spread),
      goal ? `${goal.words}: ${goal.met(figure.ratio) ? 'met' : 'missed'}` : '',
    ];
  });
  const widths = head.map((_title, column) => Math.max(...[head, ...lines].map((line) => line[column]?.length ?? 0)));
  return [head, ...lines]
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
