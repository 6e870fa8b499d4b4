import { randomBytes } from 'node:crypto';
import { startDatabase, statementsOf, type BenchDatabase } from './database.js';
import type { Scale } from './populations/scale.js';
import { setScene, type Scene } from './scene.js';
import type { Settings } from './settings.js';

/** Where the rows are measured: what several of them need is set up when the first asks for it, and taken down once. */
export class Stage {
  private standing: { database: BenchDatabase; scene: Promise<Scene> } | undefined;

  private crowded: { database: BenchDatabase; scale: Scale } | undefined;

  constructor(readonly settings: Settings) {}

  async scene(): Promise<Scene> {
    if (!this.standing) {
      const database = await startDatabase(this.settings.profile !== undefined);
      this.standing = { database, scene: setScene(this.settings, database) };
    }
    return this.standing.scene;
  }

  /** A PostgreSQL of its own, for databases that hold many cases and few. */
  async scale(amount: Pick<Scale, 'many' | 'few'>): Promise<Scale> {
    if (!this.crowded) {
      const database = await startDatabase(this.settings.profile !== undefined);
      // The roles are those of all databases there, so that all rows need the same secret.
      this.crowded = {
        database,
        scale: { url: database.url, secret: randomBytes(32).toString('hex'), many: 0, few: 0 },
      };
    }
    return { ...this.crowded.scale, ...amount };
  }

  /** Answers what the database was busy with, where that is noted. */
  async strike(): Promise<string | undefined> {
    const { standing, crowded } = this;
    this.crowded = undefined;
    this.standing = undefined;
    const told = crowded && (await this.leave(crowded.database));
    if (!standing) return told;
    const scene = await standing.scene.catch(() => undefined);
    const statements = scene && (await this.statementsOf(standing.database));
    await scene?.close();
    await standing.database.stop();
    return statements;
  }

  private async leave(database: BenchDatabase): Promise<string | undefined> {
    const statements = await this.statementsOf(database);
    await database.stop();
    return statements;
  }

  private async statementsOf(database: BenchDatabase): Promise<string | undefined> {
    return this.settings.profile === undefined ? undefined : statementsOf(database);
  }
}
