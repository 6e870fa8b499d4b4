import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Platform } from '../platform/hosting/platform.js';
import { AccessLog } from '../platform/access-log/access-log.js';
import { producersFor } from '../platform/messaging/addressing.js';
import { Doorbell } from '../platform/messaging/doorbell.js';
import { Inbox } from '../platform/messaging/inbox.js';
import type { Letter } from '../platform/messaging/letter.js';
import type { Receiver } from '../platform/messaging/post.js';
import { lettersProbe, outboxProbe, queueProbe } from '../platform/messaging/probes.js';
import { Redelivery } from '../platform/messaging/redelivery.js';
import { Relay } from '../platform/messaging/relay.js';
import { Database } from '../platform/persistence/database.js';
import { Desk } from '../platform/persistence/desk.js';
import { AgreementReader } from './agreement.reader.js';
import type { CatalogueDocument } from './catalogue/catalogue.js';
import { CatalogueStore } from './catalogue/catalogue.store.js';
import { ComplianceReader } from './compliance.reader.js';
import type { CaseInHand } from './keeping.js';
import { agreementsSchema, factHandler } from './letters.js';
import { previewOf, type Preview } from './reassess.js';
import { Sweeper } from './sweeper.js';
import { termsProbe } from './terms.probe.js';
import { WaiverShell } from './waiver-shell.js';
import { WorklistReader } from './worklist.reader.js';

/** The agreements as they run in a process: every event comes in, time passes, and what changes is told. */
export class AgreementsRuntime implements OnApplicationBootstrap, OnApplicationShutdown {
  private receiver: Receiver | undefined;

  private constructor(
    readonly catalogue: CatalogueStore,
    readonly reader: AgreementReader,
    readonly worklist: WorklistReader,
    readonly compliance: ComplianceReader,
    readonly waivers: WaiverShell,
    readonly inbox: Inbox<CaseInHand>,
    readonly accessLog: AccessLog,
    private readonly database: Database,
    private readonly desk: Desk,
    private readonly platform: Platform,
    private readonly relay: Relay,
    private readonly redelivery: Redelivery,
    private readonly sweeper: Sweeper,
  ) {}

  static async open(platform: Platform): Promise<AgreementsRuntime> {
    const sessionUrl = platform.sessionUrlOf('agreements');
    const database = await Database.connect({ schema: 'agreements', url: platform.urlOf('agreements') });
    const desk = await Desk.connect({ schema: 'agreements', url: platform.deskUrlOf('agreements') });
    const onError = platform.reporter('agreements');
    const doorbell = new Doorbell(database, sessionUrl, onError);
    const ring = (letters: readonly Letter[] = []): void => {
      doorbell.ring(letters);
    };
    const catalogue = await CatalogueStore.open(database);
    const current = () => catalogue.current;
    const handler = factHandler(current, ring);
    const inbox = new Inbox(database, agreementsSchema, handler, platform.clock, platform.onParked('agreements'));
    platform.watch(outboxProbe(database, agreementsSchema), lettersProbe(database, agreementsSchema));
    platform.watch(queueProbe(platform.post, agreementsSchema), termsProbe(database));
    const reader = new AgreementReader(desk, current, platform.clock);
    return new AgreementsRuntime(
      catalogue,
      reader,
      new WorklistReader(desk, current, platform.clock),
      new ComplianceReader(desk, current),
      new WaiverShell(desk, current, platform.clock, platform.shield, ring),
      inbox,
      new AccessLog((organisation, statement) => desk.query(organisation, statement), platform.clock),
      database,
      desk,
      platform,
      new Relay(database, platform.post, doorbell, onError),
      new Redelivery(
        database,
        agreementsSchema,
        producersFor(agreementsSchema),
        platform.redeliverAfterMs,
        (letters) => inbox.deliver(letters),
        onError,
      ),
      new Sweeper(database, sessionUrl, platform.clock, ring, onError),
    );
  }

  /** What this document would change of the clocks that run now; throws a CatalogueFault where it cannot be loaded. */
  async previewOf(document: CatalogueDocument): Promise<Preview> {
    return previewOf(this.database, await this.catalogue.with(document), await this.platform.clock.now());
  }

  async load(document: CatalogueDocument, by: string): Promise<void> {
    await this.catalogue.load(document, by, await this.platform.clock.now());
    const { sweeper, catalogue } = this;
    await sweeper.reassess(() => catalogue.current);
  }

  async onApplicationBootstrap(): Promise<void> {
    const onError = this.platform.reporter('agreements');
    this.receiver = this.platform.post.receive('agreements', (bag) => this.inbox.deliver(bag.letters), onError);
    this.redelivery.start();
    await this.relay.start();
    await this.sweeper.start();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.receiver?.close(), this.redelivery.stop(), this.relay.stop(), this.sweeper.stop()]);
    await Promise.all([this.database.close(), this.desk.close()]);
  }
}
