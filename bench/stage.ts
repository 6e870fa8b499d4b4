import { startDatabase, statementsOf, type BenchDatabase } from './database.js';
import { setScene, type Scene } from './scene.js';
import type { Settings } from './settings.js';

/** Where the rows are measured: what several of them need is set up when the first asks for it, and taken down once. */
export class Stage {
  private standing: { database: BenchDatabase; scene: Promise<Scene> } | undefined;

  constructor(readonly settings: Settings) {}

  async scene(): Promise<Scene> {
    if (!this.standing) {
      const database = await startDatabase(this.settings.profile !== undefined);
      this.standing = { database, scene: setScene(this.settings, database) };
    }
    return this.standing.scene;
  }

  /** Answers what the database was busy with, where that is noted. */
  async strike(): Promise<string | undefined> {
    const { standing } = this;
    if (!standing) return undefined;
    this.standing = undefined;
    const scene = await standing.scene.catch(() => undefined);
    const statements = scene && this.settings.profile ? await statementsOf(standing.database) : undefined;
    await scene?.close();
    await standing.database.stop();
    return statements;
  }
}
