import { ArrayMaxSize, IsArray, IsBoolean, IsIn, MaxLength, Validate } from 'class-validator';
import { closingGrounds, domiciles, informedBy, joinderWishes, refusalGrounds } from '../../contract/events/shapes.js';
import { DamageBody, IncidentBody, mostDamages } from '../../platform/casework/incident/incident-body.js';
import {
  CommandBody,
  IsCode,
  IsIdentifier,
  IsMoment,
  IsPersonId,
  IsText,
  NestedList,
  Optional,
  TextConstraint,
} from '../../platform/http/validation.js';
import { IsArticles } from './articles.js';

export * from './suspect-bodies.js';

export class RegisterWalkInBody extends IncidentBody {
  /** A report at the desk is always wanted; accepted so that the form is that of an incident report. */
  @Optional()
  @IsBoolean()
  policeReportWanted?: boolean;

  /** Code of the victim's employer, if known. */
  @Optional()
  @IsCode()
  employer?: string;
}

export class AssignHandlerBody extends CommandBody {
  @IsPersonId()
  to!: string;
}

export class AcknowledgeReportBody extends CommandBody {
  @Optional()
  @IsMoment()
  appointmentAt?: string;
}

export class RequestUnderNumberBody extends CommandBody {
  @IsIdentifier()
  victim!: string;

  @IsText()
  reason!: string;
}

export class DecideUnderNumberBody extends CommandBody {
  /** Default: the reporter. */
  @Optional()
  @IsIdentifier()
  victim?: string;

  @IsIn(['granted', 'refused'])
  decision!: 'granted' | 'refused';

  @IsText()
  reason!: string;

  /** The public prosecutor who agreed. */
  @IsPersonId()
  prosecutor!: string;
}

export class RefusePoliceReportBody extends CommandBody {
  @IsIn(refusalGrounds)
  ground!: (typeof refusalGrounds)[number];

  @IsText()
  reason!: string;

  /** The assistant prosecutor who agreed. */
  @IsPersonId()
  agreedBy!: string;
}

export class TakePoliceReportBody extends CommandBody {
  @IsArticles()
  offences!: string[];

  /** Else derived from the offences and the facts. */
  @Optional()
  @IsIn(['serious'])
  severity?: 'serious';

  @Optional()
  @IsBoolean()
  weapon?: boolean;

  @Optional()
  @IsBoolean()
  seriousInjury?: boolean;

  @IsBoolean()
  vptCode!: boolean;

  /** Needed where the code differs from the proposal. */
  @Optional()
  @IsText()
  vptReason?: string;

  @Optional()
  @IsBoolean()
  complaintLodged?: boolean;

  @IsIn(domiciles)
  domicile!: (typeof domiciles)[number];

  @Optional()
  @IsBoolean()
  domicileChosenByVictim?: boolean;

  @IsBoolean()
  damageAsked!: boolean;

  @IsIn(joinderWishes)
  joinderWish!: (typeof joinderWishes)[number];

  @IsBoolean()
  wantsInformation!: boolean;

  @IsText()
  statement!: string;

  /** What was not known of before. */
  @Optional()
  @NestedList(() => DamageBody, mostDamages)
  damages?: DamageBody[];
}

export class StartInvestigationBody extends CommandBody {}

export class CloseInvestigationBody extends CommandBody {
  @IsIn(closingGrounds)
  ground!: (typeof closingGrounds)[number];

  @IsText()
  reason!: string;
}

export class WithdrawPoliceReportBody extends CommandBody {
  @IsText()
  reason!: string;

  /** The prosecutor goes on of his own motion: the report stays as it is. */
  @Optional()
  @IsBoolean()
  prosecutorGoesOn?: boolean;
}

export class LodgeComplaintBody extends CommandBody {
  @IsIdentifier()
  victim!: string;
}

export class WithdrawComplaintBody extends CommandBody {
  @IsIdentifier()
  victim!: string;
}

export class AssessVictimBody extends CommandBody {
  @IsIdentifier()
  victim!: string;

  /** The needs for protection; none is an outcome as well. */
  @IsArray()
  @ArrayMaxSize(50)
  @MaxLength(200, { each: true })
  @Validate(TextConstraint, { each: true })
  needs!: string[];
}

class InformBody extends CommandBody {
  /** The type of the event that was told. */
  @IsCode()
  about!: string;

  @IsIn(informedBy)
  by!: (typeof informedBy)[number];

  @Optional()
  @IsIdentifier()
  suspect?: string;

  /** Default, where victims are informed: all who asked. */
  @Optional()
  @IsIdentifier()
  victim?: string;
}

export class InformVictimBody extends InformBody {}

export class InformEmployerBody extends InformBody {}
