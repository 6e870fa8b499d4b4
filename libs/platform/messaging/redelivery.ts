import type { ContextName, Producer } from '../../contract/index.js';
import type { Client, Database } from '../persistence/database.js';
import type { Letter } from './letter.js';

const lettersAtOnce = 500;

/**
 * The second way round: looks in the producers' events for letters to this addressee that the post has not
 * brought after some time (a queue that was emptied, a bag given up), and delivers them. Each event is looked at
 * once; the mark moves over transactions in the order of their ids and never past one that is still open, so an
 * event committed late with an earlier number is not skipped.
 */
export class Redelivery {
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private stopped = false;

  constructor(
    private readonly database: Database,
    private readonly addressee: ContextName,
    private readonly producers: readonly Producer[],
    private readonly afterMs: number,
    private readonly deliver: (letters: Letter[]) => Promise<void>,
    private readonly onError: (error: Error) => void,
  ) {}

  start(): void {
    this.timer = setTimeout(() => {
      this.working = this.round()
        .catch(this.onError)
        .finally(() => {
          if (!this.stopped) this.start();
        });
    }, this.afterMs);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.working;
  }

  async round(): Promise<void> {
    for (const producer of this.producers) {
      while (!this.stopped && (await this.lookInto(producer)));
    }
  }

  /** Answers whether there is more to look at. */
  private async lookInto(producer: Producer): Promise<boolean> {
    const mark = await this.markOf(producer);
    const found = await this.database.query<Row>(
      eventsAfter(this.database.schema, producer, this.addressee, mark, this.afterMs),
    );
    // The post still has time for the first young event, and so for all behind it.
    const young = found.findIndex((row) => row.young);
    const seen = young < 0 ? found : found.slice(0, young);
    const last = seen.at(-1);
    if (!last) return false;
    const missing = seen.filter((row) => row.missing).map(toLetter);
    if (missing.length > 0) await this.deliver(missing);
    await this.database.transaction((client) => moveMark(client, this.database.schema, producer, last));
    return seen.length === lettersAtOnce;
  }

  private async markOf(producer: Producer): Promise<Mark> {
    const [mark] = await this.database.query<Mark>({
      text: `select tx::text, position from ${this.database.schema}.redelivery_mark where producer = $1`,
      values: [producer],
    });
    return mark ?? { tx: '0', position: 0 };
  }
}

interface Mark {
  tx: string;
  position: number;
}

interface Row extends Mark {
  envelope: Letter['event'];
  addressees: ContextName[];
  numbers: Letter['numbers'];
  after: Letter['after'];
  missing: boolean;
  young: boolean;
}

const toLetter = (row: Row): Letter => ({
  event: row.envelope,
  to: row.addressees,
  numbers: row.numbers,
  after: row.after,
});

const eventsAfter = (schema: string, producer: Producer, addressee: ContextName, mark: Mark, afterMs: number) => ({
  name: `redelivery-look-${schema}-${producer}`,
  text: `select event.tx::text, event.position, event.envelope, event.addressees, event.numbers, event.after,
                event.addressees @> array[$1::text]
                  and (event.numbers ->> $1)::integer > coalesce((record.received ->> $2)::integer, 0) as missing,
                event.committed_at >= clock_timestamp() - make_interval(secs => $5) as young
         from ${producer}.event event
         left join ${schema}.case_record record on record.case_id = event.case_id
         where (event.tx, event.position) > ($3::xid8, $4::bigint)
           and event.tx < pg_snapshot_xmin(pg_current_snapshot())
         order by event.tx, event.position
         limit ${String(lettersAtOnce)}`,
  values: [addressee, producer, mark.tx, mark.position, afterMs / 1000],
});

const moveMark = (client: Client, schema: string, producer: Producer, to: Mark) =>
  client.query({
    text: `insert into ${schema}.redelivery_mark (producer, tx, position) values ($1, $2::xid8, $3)
           on conflict (producer) do update set tx = excluded.tx, position = excluded.position
           where (${schema}.redelivery_mark.tx, ${schema}.redelivery_mark.position) < (excluded.tx, excluded.position)`,
    values: [producer, to.tx, to.position],
  });
