import { IsObject } from 'class-validator';
import { CommandBody, IsIdentifier, IsText, Optional } from '../../http/validation.js';

/** What was recorded wrongly, and how it was. Here `occurredAt` is the right time of the event that is named. */
export class CorrectEventBody extends CommandBody {
  @IsIdentifier()
  event!: string;

  @IsText()
  reason!: string;

  /** Fields of the command that made the event, with their right values; null for what should not have been given. */
  @Optional()
  @IsObject()
  values?: Record<string, unknown>;
}
