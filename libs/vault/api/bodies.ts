import { IsIn } from 'class-validator';
import { CommandBody, IsIdentifier, IsText } from '../../platform/http/validation.js';
import { revealGrounds, type RevealGround } from '../vault-case.js';

/** Whose identity, and on what ground. */
export class RevealBody extends CommandBody {
  @IsIdentifier()
  victim!: string;

  @IsIn(revealGrounds)
  ground!: RevealGround;

  @IsText()
  reason!: string;
}

export class RedactTextBody extends CommandBody {
  @IsIdentifier()
  hit!: string;

  /** The text as it may stand. */
  @IsText()
  replacement!: string;
}

export class PassGuardBody extends CommandBody {
  @IsIdentifier()
  hit!: string;

  /** Why it does not tell who the person is. */
  @IsText()
  reason!: string;
}
