import { isDecisionOnFile } from './decision-on-file.js';
import type { AgreementLogic } from './logic.js';

/** The rise for a VPT case: the guideline sanction three times (om.nl, straffen). */
const rise = 200;

/** O-02: raised by 200% and not under the adjusted guideline, or a reason is recorded. */
export const demandRaised: AgreementLogic = {
  requires: (_facts, _subject, event) => {
    if (!isDecisionOnFile(event)) return true;
    const { vptRisePercent, againstGuideline, reasonGiven } = event.data.demand;
    return (vptRisePercent === rise && againstGuideline !== 'below') || reasonGiven;
  },
};
