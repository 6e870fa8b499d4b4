import { IsBoolean, IsIn } from 'class-validator';
import { measureKinds } from '../../contract/events/shapes.js';
import {
  DamageBody,
  IncidentBody,
  SuspectBody,
  VictimBody,
  mostDamages,
  mostSuspects,
  mostVictims,
} from '../../platform/casework/incident/incident-body.js';
import { CommandBody, IsDay, IsIdentifier, IsText, NestedList, Optional } from '../../platform/http/validation.js';

export class SubmitIncidentReportBody extends IncidentBody {
  /** If not, the incident is only registered; it can be submitted to the police later. */
  @IsBoolean()
  policeReportWanted!: boolean;
}

export class RequestPoliceReportBody extends CommandBody {}

export class SupplementIncidentReportBody extends CommandBody {
  @Optional()
  @IsText()
  text?: string;

  @Optional()
  @NestedList(() => VictimBody, mostVictims)
  victims?: VictimBody[];

  @Optional()
  @NestedList(() => SuspectBody, mostSuspects)
  suspects?: SuspectBody[];

  @Optional()
  @NestedList(() => DamageBody, mostDamages)
  damages?: DamageBody[];
}

export class RecordEmployerMeasureBody extends CommandBody {
  @IsIn(measureKinds)
  kind!: (typeof measureKinds)[number];

  @Optional()
  @IsDay()
  from?: string;

  @Optional()
  @IsDay()
  until?: string;

  @Optional()
  @IsIdentifier()
  suspect?: string;
}

export class WithdrawIncidentReportBody extends CommandBody {
  @IsText()
  reason!: string;
}
