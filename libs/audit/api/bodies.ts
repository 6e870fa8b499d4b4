import { IsInt, Matches, Max, Min } from 'class-validator';
import { IsMoment, IsPersonId, Optional } from '../../platform/http/validation.js';

/** What did this person see? A body, because who is searched for does not belong in an address. */
export class AccessSearchBody {
  /** The identifier of a person of your organisation. */
  @IsPersonId()
  person!: string;

  @Optional()
  @IsMoment()
  from?: string;

  @Optional()
  @IsMoment()
  until?: string;

  /** Where the page begins: next of the page before. */
  @Optional()
  @Matches(/^[A-Za-z0-9_-]{1,200}$/)
  cursor?: string;

  @Optional()
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;
}
