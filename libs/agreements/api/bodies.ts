import { Matches } from 'class-validator';
import { CommandBody, IsText } from '../../platform/http/validation.js';

export class WaiveAgreementBody extends CommandBody {
  /** The agreement, such as P-05. */
  @Matches(/^[A-Z]{1,3}-\d{2,3}$/)
  agreement!: string;

  @IsText(2000)
  reason!: string;
}
