import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { producers, type Instant } from '../contract/index.js';
import { AccessLog } from '../platform/access-log/access-log.js';
import { Inbox } from '../platform/messaging/inbox.js';
import type { Receiver } from '../platform/messaging/post.js';
import { lettersProbe, queueProbe } from '../platform/messaging/probes.js';
import { Redelivery } from '../platform/messaging/redelivery.js';
import { Database } from '../platform/persistence/database.js';
import { Desk } from '../platform/persistence/desk.js';
import type { Platform } from '../platform/hosting/platform.js';
import { CaseFileReader } from './case-file.reader.js';
import { projection, type CaseInView } from './projection.js';

/** The case file as it runs in a process: it hears every event, and sends none. */
export class CasefileRuntime implements OnApplicationBootstrap, OnApplicationShutdown {
  private receiver: Receiver | undefined;

  private constructor(
    readonly reader: CaseFileReader,
    readonly inbox: Inbox<CaseInView>,
    readonly accessLog: AccessLog,
    private readonly database: Database,
    private readonly desk: Desk,
    private readonly platform: Platform,
    private readonly redelivery: Redelivery,
  ) {}

  static async open(platform: Platform): Promise<CasefileRuntime> {
    const database = await Database.connect({ schema: 'casefile', url: platform.urlOf('casefile') });
    const desk = await Desk.connect({ schema: 'casefile', url: platform.deskUrlOf('casefile') });
    const onError = platform.reporter('casefile');
    const inbox = new Inbox(database, 'casefile', projection, platform.clock, platform.onParked('casefile'));
    const redelivery = new Redelivery(
      database,
      'casefile',
      producers,
      platform.redeliverAfterMs,
      (letters) => inbox.deliver(letters),
      onError,
    );
    platform.watch(lettersProbe(database, 'casefile'), queueProbe(platform.post, 'casefile'));
    const accessLog = new AccessLog((organisation, statement) => desk.query(organisation, statement), platform.clock);
    return new CasefileRuntime(new CaseFileReader(desk), inbox, accessLog, database, desk, platform, redelivery);
  }

  now(): Promise<Instant> {
    return this.platform.clock.now();
  }

  onApplicationBootstrap(): void {
    const onError = this.platform.reporter('casefile');
    this.receiver = this.platform.post.receive('casefile', (bag) => this.inbox.deliver(bag.letters), onError);
    this.redelivery.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.receiver?.close(), this.redelivery.stop()]);
    await Promise.all([this.database.close(), this.desk.close()]);
  }
}
