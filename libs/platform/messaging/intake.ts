import { type ContextName, type Producer } from '../../contract/index.js';
import type { Backlog } from '../telemetry/backlog.js';
import { addresseesOf } from './addressing.js';

/**
 * Whether cases may begin at a context: not while more waits than the limit, in its own outbox or with anyone to
 * whom it writes. Looks at what was measured last; what is not known holds nobody up.
 */
export class Intake {
  constructor(
    private readonly backlog: Backlog,
    private readonly limit: number,
  ) {}

  isHeldAt(context: Producer): boolean {
    const own = this.backlog.of(context).outboxEvents ?? 0;
    return own > this.limit || addresseesOf(context).some((addressee) => this.undeliveredTo(addressee) > this.limit);
  }

  private undeliveredTo(addressee: ContextName): number {
    return this.backlog.of(addressee).queueLetters ?? 0;
  }
}
