import type { PartKind } from '../../contract/index.js';
import type { CommandBody } from '../http/validation.js';

/** One command as the API offers it: a POST to a sub-collection that names what comes to be. */
export interface CommandRoute {
  part: PartKind;
  command: string;
  /** Under `/v1`; plural nouns in kebab-case; `:id` is the part. */
  path: string;
  body: new () => CommandBody;
  summary: string;
  /** Answered by a controller of the context's own: the answer holds more than what was recorded. */
  ownController?: boolean;
  /** A valid body, with fictional people, for the OpenAPI document. */
  example: object;
}
