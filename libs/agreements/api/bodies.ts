import { Matches } from 'class-validator';
import { IsIdentifier, IsText } from '../../platform/http/validation.js';

export class WaiveAgreementBody {
  /** The agreement, such as P-05. */
  @Matches(/^[A-Z]{1,3}-\d{2,3}$/)
  agreement!: string;

  /** The police report, strand, claim or victim that it is about. */
  @IsIdentifier()
  on!: string;

  @IsText(2000)
  reason!: string;
}
