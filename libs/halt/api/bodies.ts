import { IsBoolean, IsIn, IsInt, IsObject, Max, Min } from 'class-validator';
import { apologies } from '../../contract/events/shapes.js';
import {
  CommandBody,
  IsCents,
  IsCode,
  IsIdentifier,
  IsMoment,
  IsPersonId,
  IsText,
  Nested,
  NestedList,
  Optional,
} from '../../platform/http/validation.js';

export class AssignHandlerBody extends CommandBody {
  @IsPersonId()
  to!: string;
}

export class RequestConsentBody extends CommandBody {}

export class AcceptReferralBody extends CommandBody {}

export class DeclineReferralBody extends CommandBody {
  @IsText()
  reason!: string;
}

export class InviteYouthBody extends CommandBody {
  @IsMoment()
  appointmentAt!: string;
}

export class ClaimAmountBody {
  @IsIdentifier()
  claim!: string;

  @IsCents()
  amountCents!: number;
}

export class SignAgreementBody extends CommandBody {
  /** At most twenty by the law, which the decision looks at. */
  @IsInt()
  @Min(0)
  @Max(1000)
  hours!: number;

  @Optional()
  @IsText()
  hoursReason?: string;

  @IsIn(apologies)
  apology!: (typeof apologies)[number];

  @IsBoolean()
  conversationWithVictim!: boolean;

  @Optional()
  @NestedList(() => ClaimAmountBody, 100)
  compensation?: ClaimAmountBody[];

  @IsBoolean()
  youthConsents!: boolean;

  @Optional()
  @IsBoolean()
  parentConsents?: boolean;
}

export class CompensationPaidBody extends ClaimAmountBody {
  @IsCode()
  reference!: string;
}

export class RecordProgressBody extends CommandBody {
  @Optional()
  @IsInt()
  @Min(0)
  @Max(1000)
  hoursDone?: number;

  @Optional()
  @IsBoolean()
  apologyMade?: boolean;

  @Optional()
  @IsBoolean()
  conversationHeld?: boolean;

  @Optional()
  @IsObject()
  @Nested(() => CompensationPaidBody)
  compensationPaid?: CompensationPaidBody;
}

export class CompleteReferralBody extends CommandBody {}

export class FailReferralBody extends CommandBody {
  @IsText()
  reason!: string;
}
