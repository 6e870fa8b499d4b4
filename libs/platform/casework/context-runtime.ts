import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { ChainEvent, Producer } from '../../contract/index.js';
import { producersFor } from '../messaging/addressing.js';
import { Doorbell } from '../messaging/doorbell.js';
import { Inbox } from '../messaging/inbox.js';
import type { Receiver } from '../messaging/post.js';
import { Redelivery } from '../messaging/redelivery.js';
import { Relay } from '../messaging/relay.js';
import { Database } from '../persistence/database.js';
import { EntryEntity, PartEntity } from '../persistence/entities.js';
import type { Platform } from '../hosting/platform.js';
import { CaseNumbers } from './case-numbers.js';
import { CommandShell } from './command-shell.js';
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
    private readonly database: Database,
    private readonly platform: Platform,
    private readonly relay: Relay,
    private readonly redelivery: Redelivery,
  ) {}

  static async open<State>(
    platform: Platform,
    rules: Rules<State>,
    views: Views<State>,
  ): Promise<ContextRuntime<State>> {
    const { context } = rules;
    const { name } = context;
    const url = platform.urlOf(name);
    const entities = [EntryEntity, PartEntity];
    const database = await Database.connect({ schema: name, url, entities });
    const onError = platform.reporter(name);
    const doorbell = new Doorbell(database, url, onError);
    const ring = (): void => {
      doorbell.ring();
    };
    const inbox = new Inbox(
      database,
      name,
      reactionHandler(rules, name, ring, notFollowedBy(platform, name)),
      platform.clock,
      platform.onParked(name),
    );
    return new ContextRuntime(
      name,
      new CommandShell(rules, database, platform.directory, platform.clock, new CaseNumbers(database), ring),
      new PartReader(context, views, database, platform.clock),
      inbox,
      database,
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

  async onApplicationBootstrap(): Promise<void> {
    const onError = this.platform.reporter(this.name);
    this.receiver = this.platform.post.receive(this.name, (bag) => this.inbox.deliver(bag.letters), onError);
    this.redelivery.start();
    await this.relay.start();
  }

  /** Finishes what is in hand; what is not, another process or the next start will find. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.receiver?.close(), this.redelivery.stop(), this.relay.stop()]);
    await this.database.close();
  }
}

/** An operator has to see it: what this agency keeps differs from what another one corrected. */
const notFollowedBy =
  ({ logger }: Platform, context: Producer) =>
  (event: ChainEvent, why: string): void => {
    logger.error({ context, case: event.caseId, event: event.id, why }, 'a correction could not be followed');
  };
