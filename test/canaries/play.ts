import { randomBytes } from 'node:crypto';
import { Chain } from '../../scripts/scenario/chain.js';
import type { Answer } from '../../scripts/scenario/client.js';
import { mergedTurns } from '../../scripts/scenario/order.js';
import { Player } from '../../scripts/scenario/player.js';
import type { Scenario } from '../../scripts/scenario/scenario.js';
import { startSystem, type RunningSystem } from '../../scripts/scenario/system.js';
import { KeptRows } from './kept-rows.js';
import type { Search } from './search.js';

/** A running system of which every answer, every printed line and every row is looked at. */
export class WatchedSystem {
  /** Servers beside it that are looked at as if they were part of it. */
  readonly elsewhere: { url: string; close: () => Promise<void> }[] = [];

  private isStopped = false;

  private constructor(
    readonly system: RunningSystem,
    readonly chain: Chain,
    readonly rows: KeptRows,
    readonly search: Search,
    /** Printed since it was last looked at. */
    readonly printed: string[],
  ) {
    this.hear();
  }

  static async start(search: Search, environment: Record<string, string>): Promise<WatchedSystem> {
    const printed: string[] = [];
    const system = await startSystem({ LOG_LEVEL: 'trace', DATABASE_URL: '', ...environment }, (line) =>
      printed.push(line),
    );
    try {
      const rows = await KeptRows.watch(system.databaseUrl);
      const chain = await Chain.on({ api: () => system.api, issuer: () => system.issuer });
      return new WatchedSystem(system, chain, rows, search, printed);
    } catch (error) {
      await system.stop();
      throw error;
    }
  }

  showPrinted(search = this.search): void {
    search.look({ kind: 'output' }, this.printed.splice(0).join(''));
  }

  /** Everything but what was answered: that is looked at as it comes. */
  async showAll(): Promise<void> {
    await this.rows.show(this.search);
    await this.showDocument(this.search, 'metrics', '/metrics');
    for (const path of ['/v1/openapi.json', '/docs', '/docs/start.js'])
      await this.showDocument(this.search, 'document', path);
    this.showPrinted();
  }

  async showDocument(search: Search, kind: 'metrics' | 'document', path: string, at = this.system.api): Promise<void> {
    const answer = await fetch(new URL(path, at));
    if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
    search.look({ kind }, await answer.text());
  }

  /** Also what is printed while it stops. */
  async stop(): Promise<void> {
    if (this.isStopped) return;
    this.isStopped = true;
    await this.rows.close();
    await this.system.stop();
    this.showPrinted();
  }

  private hear(): void {
    const { client } = this.chain;
    const send = client.send.bind(client);
    client.send = async (as, sent) => {
      const at = this.chain.time;
      const answer = await send(as, sent);
      lookAtAnswer(this.search, as, answer, at);
      return answer;
    };
  }
}

export const lookAtAnswer = (
  search: Search,
  reader: string | undefined,
  { method, path, status, raw }: Answer,
  at: number,
): void => search.look({ kind: 'answer', method, path, status, reader, at }, raw);

/** Plays all scenarios side by side; calls back after each step, while nothing else moves. */
export async function playWatched(
  { chain }: WatchedSystem,
  scenarios: readonly Scenario[],
  after: (player: Player, scenario: Scenario, step: number) => Promise<void>,
): Promise<string[]> {
  const players = scenarios.map(
    (scenario) =>
      new Player(chain, scenario, scenario.id, {
        run: `x${randomBytes(4).toString('hex')}`,
        checked: (kind) => kind === 'refused',
        out: () => undefined,
        trace: false,
      }),
  );
  for (const { scenario, step } of mergedTurns(scenarios)) {
    const player = players[scenario]!;
    const played = scenarios[scenario]!;
    if (step === 0) await player.begin();
    await player.play(step);
    await after(player, played, step);
  }
  return players.flatMap(({ result }) => result.failures.map((failure) => `${result.id}: ${failure}`));
}
