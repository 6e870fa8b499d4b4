import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsInt, IsObject, IsUUID, Max, Min } from 'class-validator';
import { informedBy, verdicts } from '../../contract/events/shapes.js';
import { eventTypes, type EventType } from '../../contract/index.js';
import {
  CommandBody,
  IsCents,
  IsCode,
  IsIdentifier,
  IsLabel,
  IsMoment,
  IsPersonId,
  IsText,
  Nested,
  NestedList,
  Optional,
} from '../../platform/http/validation.js';

const mostClaims = 100;

export class SanctionBody {
  @Optional()
  @IsCents()
  fineCents?: number;

  @Optional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  hours?: number;

  @Optional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  custodyDays?: number;
}

export class BosAdviceBody extends SanctionBody {
  @Optional()
  @IsCode()
  modality?: string;
}

export class DemandBody {
  @IsObject()
  @Nested(() => SanctionBody)
  guideline!: SanctionBody;

  @IsInt()
  @Min(0)
  @Max(1000)
  vptRisePercent!: number;

  @Optional()
  @IsObject()
  @Nested(() => BosAdviceBody)
  bosAdvice?: BosAdviceBody;

  @IsObject()
  @Nested(() => SanctionBody)
  demanded!: SanctionBody;

  @Optional()
  @IsText()
  reason?: string;
}

export class ClaimAmountBody {
  @IsIdentifier()
  claim!: string;

  @IsCents()
  amountCents!: number;
}

export class AwardBody extends ClaimAmountBody {
  @IsBoolean()
  jointly!: boolean;

  @IsBoolean()
  measure!: boolean;
}

export class SentenceBody extends SanctionBody {
  @Optional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  suspendedDays?: number;
}

export class AssignHandlerBody extends CommandBody {
  @IsPersonId()
  to!: string;
}

export class DismissFileBody extends CommandBody {
  @IsCode()
  groundCode!: string;

  @IsIn(['technical', 'policy'])
  kind!: 'technical' | 'policy';

  @IsText()
  reason!: string;

  @Optional()
  @IsArray()
  @ArrayMaxSize(mostClaims)
  @IsUUID(undefined, { each: true })
  claims?: string[];
}

export class ReferFileToHaltBody extends CommandBody {
  @IsIdentifier()
  suspect!: string;

  @IsCode()
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

/** A decision with a demand, which says what it does with the claims. */
export class DemandingBody extends CommandBody {
  @IsObject()
  @Nested(() => DemandBody)
  demand!: DemandBody;

  @IsArray()
  @ArrayMaxSize(mostClaims)
  @IsUUID(undefined, { each: true })
  claimsNamed!: string[];

  @Optional()
  @IsText()
  noClaimReason?: string;
}

export class OfferTransactionBody extends DemandingBody {
  @IsCents()
  amountCents!: number;

  @Optional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  hours?: number;

  @Optional()
  @NestedList(() => ClaimAmountBody, mostClaims)
  compensation?: ClaimAmountBody[];
}

export class RecordTransactionFulfilledBody extends CommandBody {}

export class RecordTransactionLapsedBody extends CommandBody {}

export class IssuePenalOrderBody extends DemandingBody {
  @Optional()
  @IsCents()
  fineCents?: number;

  @Optional()
  @IsInt()
  @Min(0)
  @Max(100_000)
  hours?: number;

  @Optional()
  @NestedList(() => ClaimAmountBody, mostClaims)
  compensation?: ClaimAmountBody[];
}

export class RecordObjectionBody extends CommandBody {
  @Optional()
  @IsMoment()
  knownAt?: string;
}

export class RecordPenalOrderFinalBody extends CommandBody {
  @Optional()
  @IsBoolean()
  compliedWith?: boolean;
}

export class SummonBody extends DemandingBody {
  @IsMoment()
  hearingAt!: string;

  @IsText(200)
  court!: string;

  @Optional()
  @IsBoolean()
  fastTrack?: boolean;
}

export class RescheduleHearingBody extends CommandBody {
  @IsMoment()
  hearingAt!: string;

  @IsText()
  reason!: string;
}

export class RecordJudgmentBody extends CommandBody {
  @IsIn(verdicts)
  verdict!: (typeof verdicts)[number];

  @Optional()
  @IsObject()
  @Nested(() => SentenceBody)
  sentence?: SentenceBody;

  @Optional()
  @IsBoolean()
  violentOrSexual?: boolean;

  @Optional()
  @NestedList(() => AwardBody, mostClaims)
  awards?: AwardBody[];
}

export class RecordAppealBody extends CommandBody {}

export class RecordJudgmentFinalBody extends CommandBody {}

export class DecideHaltConsentBody extends CommandBody {
  @IsIdentifier()
  suspect!: string;

  @IsIn(['given', 'refused'])
  decision!: 'given' | 'refused';

  @IsText()
  reason!: string;
}

/** Which event somebody was told of, and how. */
export class InformingBody extends CommandBody {
  @IsIn(eventTypes)
  about!: EventType;

  @IsIn(informedBy)
  by!: (typeof informedBy)[number];

  @Optional()
  @IsLabel()
  suspect?: string;

  @Optional()
  @IsLabel()
  victim?: string;
}

export class InformVictimOfFileBody extends InformingBody {}

export class InformEmployerOfFileBody extends InformingBody {}
