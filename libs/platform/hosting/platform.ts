import type { Logger } from 'pino';
import type { ContextName } from '../../contract/index.js';
import type { Directory } from '../access/directory.js';
import type { Clock } from '../clock/clock.js';
import type { MasterKeySettings } from '../configuration/configuration.js';
import type { Anchoring } from '../configuration/index.js';
import type { Intake } from '../messaging/intake.js';
import type { Letter } from '../messaging/letter.js';
import type { Post } from '../messaging/post.js';
import type { Schema, WalledSchema } from '../persistence/roles.js';
import type { Shield } from '../shielding/shield.js';
import type { Probe } from '../telemetry/measuring.js';

export const platformToken = 'platform';

/** What every context gets from the process that hosts it. */
export interface Platform {
  clock: Clock;
  /** On connections of its own: it is asked in the middle of transactions that hold those of a context. */
  directory: Directory;
  shield: Shield;
  /** Where the vault finds its master key. Nobody else looks. */
  masterKey: MasterKeySettings & { dataDir: string };
  post: Post;
  logger: Logger;
  redeliverAfterMs: number;
  /** The database's address as the worker of one schema. A transaction may run on another connection than the last. */
  urlOf(schema: Schema): string;
  /** The same for connections that are kept: by who listens, or holds a lock for longer than a transaction. */
  sessionUrlOf(schema: Schema): string;
  /** The same as its desk, which answers people: it sees the cases of one organisation at a time. */
  deskUrlOf(schema: WalledSchema): string;
  /** What the anchors of the access log need outside the database. */
  anchoring(): Promise<Anchoring>;
  /** What waits here is measured from now on. */
  watch(...probes: Probe[]): void;
  intake: Pick<Intake, 'isHeldAt'>;
  /** Where failures that are tried again by themselves are told. */
  reporter(context: ContextName): (error: Error) => void;
  onParked(context: ContextName): (letter: Letter, error: unknown) => void;
}
