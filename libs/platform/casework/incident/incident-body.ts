import { ArrayMinSize, IsBoolean, IsIn } from 'class-validator';
import { incidentCategories, lineKinds, reporters } from '../../../contract/events/shapes.js';
import {
  CommandBody,
  IsCents,
  IsCode,
  IsDay,
  IsLabel,
  IsMoment,
  IsText,
  Nested,
  NestedList,
  Optional,
} from '../../http/validation.js';

/** How many of each one case can hold. */
export const mostVictims = 100;
export const mostSuspects = 100;
export const mostDamages = 200;
export const mostDamageLines = 200;

export class DamageLineBody {
  @IsIn(lineKinds)
  kind!: (typeof lineKinds)[number];

  @IsText(2000)
  description!: string;

  @IsCents()
  amountCents!: number;
}

export class DamageBody {
  /** `employer`, or the reference or identifier of a victim. */
  @IsLabel()
  ref!: string;

  @NestedList(() => DamageLineBody, mostDamageLines)
  @ArrayMinSize(1)
  lines!: DamageLineBody[];
}

export class UnderNumberWishBody {
  @IsText()
  reason!: string;
}

export class VictimBody {
  @IsLabel()
  ref!: string;

  @IsText(200)
  name!: string;

  @Optional()
  @IsDay()
  birthDate?: string;

  @Optional()
  @IsText(500)
  address?: string;

  @Optional()
  @IsText(50)
  phone?: string;

  @Optional()
  @IsText(254)
  email?: string;

  @IsText(200)
  function!: string;

  @IsBoolean()
  publicServant!: boolean;

  @IsBoolean()
  knownToSuspect!: boolean;

  @Optional()
  @Nested(() => UnderNumberWishBody)
  wantsReportUnderNumber?: UnderNumberWishBody;
}

export class SuspectBody {
  @IsLabel()
  ref!: string;

  @IsText()
  description!: string;

  @IsBoolean()
  known!: boolean;
}

/** What is told of an incident, by an employer or at the desk. `occurredAt` is the time of the incident. */
export class IncidentBody extends CommandBody {
  /** When the victim learned of the offence, where that was later. */
  @Optional()
  @IsMoment()
  learnedAt?: string;

  /** Code of Statistics Netherlands (CBS). */
  @IsCode()
  municipality!: string;

  @IsText(500)
  place!: string;

  @IsIn(incidentCategories)
  category!: (typeof incidentCategories)[number];

  @IsText()
  description!: string;

  @IsBoolean()
  directedAtPublicTask!: boolean;

  @IsIn(reporters)
  reporter!: (typeof reporters)[number];

  @NestedList(() => VictimBody, mostVictims)
  victims!: VictimBody[];

  @Optional()
  @NestedList(() => SuspectBody, mostSuspects)
  suspects?: SuspectBody[];

  @Optional()
  @NestedList(() => DamageBody, mostDamages)
  damages?: DamageBody[];

  /** The employer's own number. */
  @Optional()
  @IsText(100)
  externalReference?: string;
}
