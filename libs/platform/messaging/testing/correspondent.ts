import { v7 } from 'uuid';
import type { ChainEvent, ContextName, Producer } from '../../../contract/index.js';
import type { TestDatabase } from '../../../../test/database.js';
import { storeWork, storing } from '../../casework/case-store.js';
import { systemClock } from '../../clock/clock.js';
import { Database, type Client } from '../../persistence/database.js';
import { openRecords, saveRecords, type CaseRecord } from '../case-record.js';
import { Inbox } from '../inbox.js';
import { seal, type Letter } from '../letter.js';

/** What goes wrong in a test, if anything. */
export interface Trouble {
  /** While a letter is handled. */
  handling?: (letter: Letter) => void;
  /** While what was handled is stored, before the commit. */
  storing?: (client: Client, records: readonly CaseRecord[]) => Promise<void> | void;
  /** To whom something is written in answer to a letter, in the transaction that handles it. */
  answering?: (letter: Letter) => ContextName[] | undefined;
}

export interface Parked {
  case_id: string;
  producer: Producer;
  number: number;
  error: string;
  attempts: number;
}

/** A context that writes letters about cases and keeps, as its state of a case, which letters it handled. */
export class Correspondent {
  trouble: Trouble = {};
  readonly parkings: Letter[] = [];
  private answers: Letter[] = [];
  readonly inbox: Inbox<CaseRecord>;

  private constructor(
    readonly name: ContextName,
    readonly database: Database,
  ) {
    this.inbox = new Inbox<CaseRecord>(
      database,
      name,
      {
        begin: (record) => record,
        handle: (record, letter) => {
          this.trouble.handling?.(letter);
          record.state = [...((record.state as string[] | null) ?? []), letter.event.id];
          record.version += 1;
          const to = this.trouble.answering?.(letter);
          if (to) this.answers.push(seal(this.eventOf(record, {}), to, record));
        },
        conclude: async (client, records) => {
          await this.trouble.storing?.(client, records);
        },
        store: () => storing(this.name, [], this.answers.splice(0), []),
      },
      systemClock,
      (letter) => this.parkings.push(letter),
    );
  }

  static async open(database: TestDatabase, name: ContextName): Promise<Correspondent> {
    return new Correspondent(name, await Database.connect({ schema: name, url: database.as(name), poolSize: 6 }));
  }

  /** Writes a letter in a transaction of its own. */
  write(caseId: string, to: ContextName[], as?: Partial<ChainEvent>): Promise<Letter> {
    return this.database.transaction((client) => this.writeIn(client, caseId, to, as));
  }

  async writeIn(client: Client, caseId: string, to: ContextName[], as: Partial<ChainEvent> = {}): Promise<Letter> {
    const records = await openRecords(client, this.name, new Map([[caseId, `VPT-2014-${caseId.slice(-6)}`]]));
    const record = records.get(caseId);
    if (!record) throw new Error('a record that was just opened is gone');
    const letter = seal(this.eventOf(record, as), to, record);
    await storeWork(client, this.name, [], [letter], []);
    await saveRecords(client, this.name, [record]);
    return letter;
  }

  /** Which letters were handled, in the order in which they were. */
  async handled(caseId: string): Promise<string[]> {
    const [row] = await this.database.query<{ state: string[] | null }>({
      text: `select state from ${this.name}.case_record where case_id = $1`,
      values: [caseId],
    });
    return row?.state ?? [];
  }

  /** What was written about the case, as it was sent. */
  async written(caseId: string): Promise<Letter[]> {
    return this.database.query<Letter & { event: ChainEvent }>({
      text: `select envelope as event, addressees as to, numbers, after from ${this.name}.event where case_id = $1 order by position`,
      values: [caseId],
    });
  }

  parked(): Promise<Parked[]> {
    return this.database.query<Parked>({
      text: `select case_id, producer, number, error, attempts from ${this.name}.pending_letter
             where error is not null order by case_id, producer, number`,
    });
  }

  /** How many letters wait, parked or behind others. */
  async waiting(caseId: string): Promise<{ counted: number; kept: number }> {
    const [row] = await this.database.query<{ counted: number; kept: number }>({
      text: `select record.waiting as counted,
               (select count(*) from ${this.name}.pending_letter letter where letter.case_id = $1) as kept
             from ${this.name}.case_record record where record.case_id = $1`,
      values: [caseId],
    });
    return row ?? { counted: 0, kept: 0 };
  }

  close(): Promise<void> {
    return this.database.close();
  }

  private eventOf(record: CaseRecord, as: Partial<ChainEvent>): ChainEvent {
    const now = new Date().toISOString();
    return {
      id: v7(),
      type: 'handler.assigned',
      version: 1,
      caseId: record.caseId,
      caseNumber: record.caseNumber,
      producer: this.name as Producer,
      occurredAt: now,
      recordedAt: now,
      about: {},
      data: {},
      ...as,
    } as ChainEvent;
  }
}

export const idsOf = (letters: readonly Letter[]): string[] => letters.map(({ event }) => event.id);
