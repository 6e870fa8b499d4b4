import type { PartKind, Role } from '../../libs/contract/index.js';
import type { JsonObject } from '../../scripts/scenario/json.js';

/** What somebody does in a case, so many days after it began. */
export interface Step {
  day: number;
  role: Role;
  command: string;
  kind: PartKind;
  /** Whose part it is: `report`, a victim (`v1`) or a suspect (`s1`). */
  of: string;
  /** Made when it is sent: by then the references of the case have identifiers. */
  body: (known: Known) => JsonObject;
}

/** What the answers told of a case. */
export interface Known {
  /** The identifiers of its persons, by reference. */
  ids: Readonly<Record<string, string>>;
  /** The identifier of the claim of a victim. */
  claimOf: (victim: string) => string;
  person: (role: Role) => string;
  /** The date, and a moment so many days from now. */
  today: () => string;
  in: (days: number) => string;
}

export const nothing = (): JsonObject => ({});

/** The day on which something of a case can happen: later steps of the same course come later. */
export class Days {
  constructor(private day: number) {}

  after(days: number): number {
    this.day += days;
    return this.day;
  }
}
