import { IsBoolean, IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { servings } from '../../contract/events/shapes.js';
import {
  CommandBody,
  IsCents,
  IsDay,
  IsIdentifier,
  IsLabel,
  IsPersonId,
  IsText,
  Nested,
  Optional,
} from '../../platform/http/validation.js';
import { IsArticles, articlePattern } from './articles.js';

export class RegisterSuspectBody extends CommandBody {
  /** A new reference, or the identifier of a suspect of the incident report. */
  @IsLabel()
  ref!: string;

  @IsDay()
  birthDate!: string;

  /** Stays with the police. */
  @Optional()
  @IsText(200)
  name?: string;
}

/** A command about one suspect of the case. */
export class SuspectCommandBody extends CommandBody {
  @IsIdentifier()
  suspect!: string;
}

export class EarlierHaltBody {
  @IsInt()
  @Min(0)
  @Max(100)
  count!: number;

  @Optional()
  @IsDay()
  lastOn?: string;
}

export class InterviewSuspectBody extends SuspectCommandBody {
  @IsBoolean()
  confessed!: boolean;

  @Optional()
  @IsBoolean()
  consentsToHalt?: boolean;

  @Optional()
  @IsBoolean()
  parentConsents?: boolean;

  @Optional()
  @IsBoolean()
  deniesOutOfConviction?: boolean;

  @Optional()
  @Nested(() => EarlierHaltBody)
  earlierHalt?: EarlierHaltBody;
}

export class ArrestSuspectBody extends SuspectCommandBody {}

export class ReleaseSuspectBody extends SuspectCommandBody {
  /** Default: none. */
  @Optional()
  @IsIn(servings)
  servedWith?: (typeof servings)[number];

  @Optional()
  @IsText()
  reason?: string;
}

export class ConsultProsecutorBody extends SuspectCommandBody {
  @IsPersonId()
  prosecutor!: string;

  @IsText()
  advice!: string;
}

export class ReferToHaltBody extends SuspectCommandBody {
  @Matches(articlePattern)
  offence!: string;

  @Optional()
  @IsCents()
  damageCents?: number;

  @Optional()
  @IsCents()
  valueCents?: number;

  @Optional()
  @IsBoolean()
  inGroupWithMinors?: boolean;

  @IsBoolean()
  informedInWriting!: boolean;
}

export class SendToProsecutionBody extends SuspectCommandBody {
  @IsArticles()
  offences!: string[];
}
