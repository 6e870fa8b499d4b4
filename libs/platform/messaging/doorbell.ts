import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Database } from '../persistence/database.js';
import type { Letter } from './letter.js';

const restBetweenRings = 20;
const restBeforeListeningAgain = 500;

/** Takes notice of what was committed; answers whether the letters given are on their way by that alone. */
export type Answer = (letters: readonly Letter[]) => boolean;

/**
 * Tells the relays of one schema that an event was committed: the one in this process at once, and, where that has
 * its hands full, those in other processes by NOTIFY. The notification is sent after the commit and at most once in a
 * while, because a NOTIFY inside a transaction makes every commit of the database wait for the one before it.
 */
export class Doorbell {
  private readonly self = randomUUID();
  private readonly channel: string;
  private listener: pg.Client | undefined;
  private ringing: NodeJS.Timeout | undefined;
  private reconnecting: NodeJS.Timeout | undefined;
  private answer: Answer = () => false;
  private closed = false;

  constructor(
    private readonly database: Database,
    private readonly listenUrl: string,
    private readonly onError: (error: Error) => void,
  ) {
    this.channel = `chain_${database.schema}`;
  }

  /** With the letters that were just committed, where they are at hand. */
  ring(letters: readonly Letter[] = []): void {
    if (this.answer(letters)) return;
    // Other processes' relays find what is committed now by themselves.
    if (this.closed) return;
    this.ringing ??= setTimeout(() => {
      this.ringing = undefined;
      this.database.query({ text: 'select pg_notify($1, $2)', values: [this.channel, this.self] }).catch(this.onError);
    }, restBetweenRings);
  }

  async listen(answer: Answer): Promise<void> {
    this.answer = answer;
    await this.connect();
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.ringing);
    clearTimeout(this.reconnecting);
    await this.listener?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const listener = new pg.Client({ connectionString: this.listenUrl, application_name: `${this.channel} doorbell` });
    listener.on('notification', (message) => {
      if (message.payload !== this.self) this.answer([]);
    });
    // A connection that is lost tells so more than once.
    listener.on('error', (error) => {
      this.lose(listener, error);
    });
    this.listener = listener;
    try {
      await listener.connect();
      await listener.query(`listen ${this.channel}`);
    } catch (error) {
      void listener.end().catch(() => undefined);
      throw error;
    }
    // Whatever was committed while nobody listened is found now.
    this.answer([]);
  }

  private lose(listener: pg.Client, error: Error): void {
    if (this.closed || this.listener !== listener) return;
    this.listener = undefined;
    this.onError(error);
    this.reconnectLater();
  }

  private reconnectLater(): void {
    this.reconnecting ??= setTimeout(() => {
      this.reconnecting = undefined;
      this.connect().catch((error: unknown) => {
        if (this.closed) return;
        this.onError(error as Error);
        this.reconnectLater();
      });
    }, restBeforeListeningAgain);
  }
}
