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
  /** A valid body, with fictional people, for the OpenAPI document. */
  example: object;
}
