import type { Instant, PartKind } from '../../contract/index.js';
import type { FieldFault } from '../http/validate-body.js';
import type { Refusal } from './refusal.js';

/** What a command that was carried out is answered with. */
export interface CommandAnswer {
  /** The journal entry, under which it can be read back. */
  id: string;
  command: string;
  part: { kind: PartKind; id: string; state: string | null };
  caseId: string;
  caseNumber: string;
  version: number;
  occurredAt: Instant;
  recordedAt: Instant;
  events: { id: string; type: string }[];
  /** What the references of the body became. */
  created: Record<string, string>;
  /** What no machine can look at, and whoever wrote it should. */
  warnings?: { code: string; detail: string }[];
}

/** How a command ended. */
export type CommandOutcome =
  | { kind: 'done'; answer: CommandAnswer }
  /** The same report or the same request again: nothing new happened. */
  | { kind: 'done-before'; answer: CommandAnswer }
  | { kind: 'refused'; refusal: Refusal; state?: string | null; allowed?: string[] }
  | { kind: 'faulty'; faults: FieldFault[] }
  | { kind: 'stale'; version: number }
  /** The same idempotency key with another body. */
  | { kind: 'key-reused' };
