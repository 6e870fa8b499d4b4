import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Platform } from '../platform/hosting/platform.js';
import { Database } from '../platform/persistence/database.js';
import { Desk } from '../platform/persistence/desk.js';
import { AccessLogReader } from './access-log.reader.js';
import { AnchorFile } from './anchor-file.store.js';
import { AnchorKey } from './anchor.js';
import { LogCutOff, Sealer } from './sealer.store.js';
import { unsealedProbe } from './unsealed.probe.js';

/** An entry is open to change until it is sealed: rather often, then. */
const roundEveryMs = 1_000;

/** The access log as it runs in a process: what was entered is sealed, and auditors are answered. */
export class AuditRuntime implements OnApplicationBootstrap, OnApplicationShutdown {
  private constructor(
    readonly reader: AccessLogReader,
    readonly sealer: Sealer,
    private readonly database: Database,
    private readonly desk: Desk,
    private readonly file: AnchorFile,
  ) {}

  static async open(platform: Platform): Promise<AuditRuntime> {
    const { secret, file: path } = await platform.anchoring();
    const database = await Database.connect({ schema: 'audit', url: platform.urlOf('audit'), poolSize: 2 });
    const desk = await Desk.connect({ schema: 'audit', url: platform.deskUrlOf('audit'), poolSize: 2 });
    const file = await AnchorFile.open(path);
    platform.watch(unsealedProbe(database));
    const onError = (error: Error): void => {
      const words = error instanceof LogCutOff ? error.message : 'the access log could not be sealed';
      platform.logger.error({ err: error }, words);
    };
    const sealer = new Sealer(database, new AnchorKey(secret), file, roundEveryMs, onError);
    return new AuditRuntime(new AccessLogReader(desk, platform.clock), sealer, database, desk, file);
  }

  onApplicationBootstrap(): void {
    this.sealer.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.sealer.stop();
    await Promise.all([this.database.close(), this.desk.close(), this.file.close()]);
  }
}
