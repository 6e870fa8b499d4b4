import type { Logger } from 'pino';
import type { ContextName } from '../../contract/index.js';
import type { Directory } from '../access/directory.js';
import type { Clock } from '../clock/clock.js';
import type { Letter } from '../messaging/letter.js';
import type { Post } from '../messaging/post.js';
import type { Schema } from '../persistence/roles.js';

export const platformToken = 'platform';

/** What every context gets from the process that hosts it. */
export interface Platform {
  clock: Clock;
  /** On connections of its own: it is asked in the middle of transactions that hold those of a context. */
  directory: Directory;
  post: Post;
  logger: Logger;
  redeliverAfterMs: number;
  /** The database's address as the role of one schema. */
  urlOf(schema: Schema): string;
  /** Where failures that are tried again by themselves are told. */
  reporter(context: ContextName): (error: Error) => void;
  onParked(context: ContextName): (letter: Letter, error: unknown) => void;
}
