import type { Instant } from '../../contract/index.js';
import type { CaseFacts, Fact } from '../facts.js';
import type { Subject } from '../subject.js';

/** What data cannot say of an agreement. Pure: the facts of the case in, the answer out. */
export interface AgreementLogic {
  /** Whether it applies to this subject at all, for the event that would begin its clock or be judged. */
  applies?: (facts: CaseFacts, subject: Subject, event: Fact) => boolean;
  /** Conduct: whether what was required was done. */
  requires?: (facts: CaseFacts, subject: Subject, event: Fact) => boolean;
  /** From when the term runs, where that is not the event itself. */
  countsFrom?: (facts: CaseFacts, subject: Subject, event: Fact) => Instant;
  /** Whether the event that begins clocks of this agreement begins one for this subject, where `about` cannot tell. */
  begins?: (facts: CaseFacts, subject: Subject, event: Fact) => boolean;
  /** Whether it was kept already when its clock began. */
  keptBefore?: (facts: CaseFacts, subject: Subject, event: Fact) => boolean;
}
