import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { ChainEvent, Instant, Producer } from '../../contract/index.js';
import { addresseesOf, producersFor } from '../messaging/addressing.js';
import { Doorbell } from '../messaging/doorbell.js';
import { Inbox } from '../messaging/inbox.js';
import type { Letter } from '../messaging/letter.js';
import type { Receiver } from '../messaging/post.js';
import { lettersProbe, outboxProbe, queueProbe } from '../messaging/probes.js';
import { Redelivery } from '../messaging/redelivery.js';
import { Relay } from '../messaging/relay.js';
import { AccessLog } from '../access-log/access-log.js';
import { Database } from '../persistence/database.js';
import { Desk } from '../persistence/desk.js';
import type { Platform } from '../hosting/platform.js';
import { CaseNumbers } from './case-numbers.js';
import { CommandShell, type Alongside } from './command-shell.js';
import type { Rules } from './corrections/replay.js';
import { PartReader, type Views } from './part-reader.js';
import { reactionHandler } from './reaction-handler.js';

/** One context as it runs in a process: its database, its way in for commands, its inbox and its relay. */
export class ContextRuntime<State> implements OnApplicationBootstrap, OnApplicationShutdown {
  private receiver: Receiver | undefined;

  private constructor(
    readonly name: Producer,
    readonly shell: CommandShell<State>,
    readonly reader: PartReader<State>,
    readonly inbox: Inbox<unknown>,
    readonly accessLog: AccessLog,
    private readonly database: Database,
    private readonly desk: Desk,
    private readonly platform: Platform,
    private readonly relay: Relay,
    private readonly redelivery: Redelivery,
  ) {}

  static async open<State>(
    platform: Platform,
    rules: Rules<State>,
    views: Views<State>,
    alongside?: Alongside<State>,
  ): Promise<ContextRuntime<State>> {
    const { name } = rules.context;
    const connections = await connect(platform, name);
    const { database, desk, doorbell, accessLog, onError } = connections;
    const inbox = inboxFor(platform, rules, connections, alongside);
    platform.watch(outboxProbe(database, name), lettersProbe(database, name), queueProbe(platform.post, name));
    platform.watch(...addresseesOf(name).map((addressee) => queueProbe(platform.post, addressee)));
    return new ContextRuntime(
      name,
      shellFor(platform, rules, connections, alongside),
      new PartReader(rules.context, views, desk, platform.clock, accessLog),
      inbox,
      accessLog,
      database,
      desk,
      platform,
      new Relay(database, platform.post, doorbell, onError),
      new Redelivery(
        database,
        name,
        producersFor(name),
        platform.redeliverAfterMs,
        (letters) => inbox.deliver(letters),
        onError,
      ),
    );
  }

  /** The chain's time. */
  now(): Promise<Instant> {
    return this.platform.clock.now();
  }

  /** Whether too much is underway from here for more cases to begin. */
  get intakeIsHeld(): boolean {
    return this.platform.intake.isHeldAt(this.name);
  }

  async onApplicationBootstrap(): Promise<void> {
    const onError = this.platform.reporter(this.name);
    this.receiver = this.platform.post.receive(this.name, (bag) => this.inbox.deliver(bag.letters), onError);
    this.redelivery.start();
    await this.relay.start();
  }

  /** Finishes what is in hand; what is not, another process or the next start will find. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.receiver?.close(), this.redelivery.stop(), this.relay.stop()]);
    await Promise.all([this.database.close(), this.desk.close()]);
  }
}

/** How a context reaches its schema, and those that wait for its news. */
interface Connections {
  database: Database;
  desk: Desk;
  accessLog: AccessLog;
  doorbell: Doorbell;
  ring: (letters: readonly Letter[]) => void;
  onError: (error: Error) => void;
}

async function connect(platform: Platform, name: Producer): Promise<Connections> {
  const database = await Database.connect({ schema: name, url: platform.urlOf(name) });
  const desk = await Desk.connect({ schema: name, url: platform.deskUrlOf(name) });
  const onError = platform.reporter(name);
  const doorbell = new Doorbell(database, platform.sessionUrlOf(name), onError);
  return {
    database,
    desk,
    accessLog: new AccessLog((organisation, statement) => desk.query(organisation, statement), platform.clock),
    doorbell,
    ring: (letters) => {
      doorbell.ring(letters);
    },
    onError,
  };
}

function inboxFor<State>(
  platform: Platform,
  rules: Rules<State>,
  { database, ring }: Connections,
  alongside?: Alongside<State>,
): Inbox<unknown> {
  const { name } = rules.context;
  const handler = reactionHandler(rules, name, platform.shield, ring, notFollowedBy(platform, name), alongside);
  return new Inbox(database, name, handler, platform.clock, platform.onParked(name));
}

const shellFor = <State>(
  { directory, clock, shield }: Platform,
  rules: Rules<State>,
  { database, desk, accessLog, ring }: Connections,
  alongside?: Alongside<State>,
): CommandShell<State> =>
  new CommandShell(rules, desk, directory, clock, new CaseNumbers(database), shield, accessLog, ring, alongside);

/** An operator has to see it: what this agency keeps differs from what another one corrected. */
const notFollowedBy =
  ({ logger }: Platform, context: Producer) =>
  (event: ChainEvent, why: string): void => {
    logger.error({ context, case: event.caseId, event: event.id, why }, 'a correction could not be followed');
  };
