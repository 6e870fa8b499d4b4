import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsUUID } from 'class-validator';
import { lineKinds, recoveryRoutes } from '../../contract/events/shapes.js';
import {
  CommandBody,
  IsCents,
  IsCode,
  IsDay,
  IsPersonId,
  IsText,
  NestedList,
  Optional,
} from '../../platform/http/validation.js';

export class ClaimLineBody {
  @IsIn(lineKinds)
  kind!: (typeof lineKinds)[number];

  @IsText(500)
  description!: string;

  @IsCents()
  amountCents!: number;

  /** What shows it: a receipt, an invoice number. */
  @Optional()
  @IsText(500)
  evidence?: string;
}

export class SubstantiateClaimBody extends CommandBody {
  @ArrayMinSize(1)
  @NestedList(() => ClaimLineBody, 200)
  lines!: ClaimLineBody[];
}

export class ChooseRouteBody extends CommandBody {
  @IsIn(recoveryRoutes)
  route!: (typeof recoveryRoutes)[number];

  @Optional()
  @IsText()
  reason?: string;
}

export const awardedBy = ['court', 'agreement'] as const;

export class RecordAwardBody extends CommandBody {
  @IsCents()
  amountCents!: number;

  /** The suspects who have to pay. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  debtors!: string[];

  /** Each owes the whole; otherwise each an equal share. */
  @IsBoolean()
  jointly!: boolean;

  @IsIn(awardedBy)
  by!: (typeof awardedBy)[number];
}

export class RecordPaymentBody extends CommandBody {
  /** A suspect, or `state_advance`, `insurer`, `violence_fund`. */
  @IsCode()
  from!: string;

  @IsCents()
  amountCents!: number;

  /** The payer's, unique per claim. */
  @IsCode()
  reference!: string;

  @IsDay()
  receivedOn!: string;
}

export class ReversePaymentBody extends CommandBody {
  @IsCode()
  reference!: string;

  @IsText()
  reason!: string;
}

export class WriteOffBody extends CommandBody {
  @IsText()
  reason!: string;
}

export class AssignHandlerBody extends CommandBody {
  @IsPersonId()
  to!: string;
}
