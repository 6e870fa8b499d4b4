import type { Instant } from '../../contract/index.js';
import type { Database } from '../persistence/database.js';
import { takeNumber } from '../shielding/numbers.js';
import { localDate } from '../terms/index.js';

const numbersAtOnce = 32;

/**
 * Gives out case numbers, `VPT-2026-000123`: the year of registration (Europe/Amsterdam) and a number within it.
 * Takes them from the database in small lots; what a stopped process had left is not given out.
 */
export class CaseNumbers {
  private readonly lots = new Map<string, Promise<number[]>>();

  constructor(private readonly database: Database) {}

  async next(now: Instant): Promise<string> {
    const year = localDate(now).slice(0, 4);
    for (;;) {
      const lot = this.lots.get(year) ?? this.takeLot(year);
      const numbers = await lot;
      const number = numbers.shift();
      if (number !== undefined) return `VPT-${year}-${String(number).padStart(6, '0')}`;
      if (this.lots.get(year) === lot) this.lots.delete(year);
    }
  }

  /** Of a person who reports under number. It is taken for good, whatever becomes of the transaction that asks for it. */
  forPerson(): Promise<string> {
    return takeNumber(this.database.pool);
  }

  private takeLot(year: string): Promise<number[]> {
    const lot = this.database
      .query<{ number: number }>({
        name: `case-numbers-${year}`,
        text: `select nextval('access.case_number_' || $1) as number from generate_series(1, ${String(numbersAtOnce)})`,
        values: [year],
      })
      .then((rows) => rows.map((row) => row.number));
    this.lots.set(year, lot);
    lot.catch(() => this.lots.delete(year));
    return lot;
  }
}
