import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Chain } from './chain.js';
import { mergedTurns, successiveTurns, systemsFor, type Turn } from './order.js';
import { Player } from './player.js';
import { summarised, type PlayResult } from './report.js';
import { checkKinds, readScenario, startsAt, type CheckKind, type Scenario } from './scenario.js';
import { startSystem } from './system.js';

export interface PlayOptions {
  /** The system to play on; without it, one is started for the purpose. */
  url?: string;
  issuer?: string;
  /** All scenarios side by side on one clock, instead of one after the other. */
  together?: boolean;
  /** The kinds of expectation to check; without it, all. */
  only?: readonly CheckKind[];
  out?: (line: string) => void;
  /** Tell also what other agencies did in answer to each step. */
  trace?: boolean;
  /** For a system that is started: its environment, beside the runner's own. */
  environment?: Record<string, string>;
}

interface Loaded {
  file: string;
  scenario: Scenario;
}

/** Plays scenario files and tells what came of each; what fails is in the result, not thrown. */
export async function playScenarios(files: readonly string[], options: PlayOptions = {}): Promise<PlayResult> {
  const loaded = await Promise.all(files.map(load));
  const players: Player[] = [];
  if (options.url) {
    const chain = await Chain.at(options.url, options.issuer);
    players.push(...(await playOn(chain, options.together ? loaded : byStart(loaded), options)));
  } else {
    // A clock goes forward only: scenarios that overlap in time cannot follow each other on one system.
    const systems = options.together ? [loaded] : systemsFor(loaded);
    for (const items of systems) players.push(...(await playOnNewSystem(items, options)));
  }
  const inOrder = files.flatMap((file) => players.filter(({ result }) => result.file === file));
  return summarised(
    inOrder.map(({ result }) => result),
    leftOutBy(inOrder),
  );
}

async function load(file: string): Promise<Loaded> {
  return { file, scenario: readScenario(await readFile(file, 'utf8'), file) };
}

const byStart = (loaded: readonly Loaded[]): Loaded[] =>
  [...loaded].sort((one, other) => startsAt(one.scenario) - startsAt(other.scenario));

async function playOnNewSystem(items: readonly Loaded[], options: PlayOptions): Promise<Player[]> {
  const system = await startSystem(options.environment);
  const interrupted = (): void => void system.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupted);
  process.once('SIGTERM', interrupted);
  try {
    return await playOn(await Chain.on({ api: () => system.api, issuer: () => system.issuer }), items, options);
  } finally {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', interrupted);
    await system.stop();
  }
}

async function playOn(chain: Chain, items: readonly Loaded[], options: PlayOptions): Promise<Player[]> {
  const scenarios = items.map(({ scenario }) => scenario);
  const first = Math.min(...scenarios.map(startsAt));
  if (first < chain.time) {
    const [clock, start] = [chain.time, first].map((moment) => new Date(moment).toISOString());
    throw new Error(`the clock of this system stands at ${clock}, the scenarios begin at ${start}: start it anew`);
  }
  const turns = options.together ? mergedTurns(scenarios) : successiveTurns(scenarios);
  const players = items.map(({ scenario, file }) => newPlayer(chain, scenario, file, options));
  const finished = new Set<Player>();
  try {
    await playTurns(players, turns, items, options, finished);
  } catch (error) {
    for (const player of players) if (!finished.has(player)) player.breakOff((error as Error).message);
  }
  return players;
}

function newPlayer(chain: Chain, scenario: Scenario, file: string, options: PlayOptions): Player {
  const { only, out = () => undefined, trace = false } = options;
  const prefix = options.together ? `${scenario.id}: ` : '';
  return new Player(chain, scenario, file, {
    run: `x${randomBytes(4).toString('hex')}`,
    checked: (kind) => !only || only.includes(kind),
    out: (line) => out(prefix + line),
    trace,
  });
}

async function playTurns(
  players: readonly Player[],
  turns: readonly Turn[],
  items: readonly Loaded[],
  { out, together }: PlayOptions,
  finished: Set<Player>,
): Promise<void> {
  for (const { scenario, step } of turns) {
    const player = players[scenario]!;
    if (step === 0) {
      if (!together) out?.(`\n=== ${items[scenario]!.file}: ${items[scenario]!.scenario.title}`);
      await player.begin();
    }
    await player.play(step);
    if (step === items[scenario]!.scenario.steps.length - 1) finished.add(player);
  }
}

function leftOutBy(players: readonly Player[]): Partial<Record<CheckKind, number>> {
  const counts = checkKinds.map((kind): [CheckKind, number] => [
    kind,
    players.reduce((sum, { leftOut }) => sum + (leftOut[kind] ?? 0), 0),
  ]);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}
