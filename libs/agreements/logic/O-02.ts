import type { AgreementLogic } from './logic.js';

/** The rise for a VPT case: the guideline sanction three times (om.nl, straffen). */
const rise = 200;

/** O-02: raised by 200% and not under the adjusted guideline, or a reason is recorded. */
export const demandRaised: AgreementLogic = {
  requires: (_facts, _subject, event) => {
    if (
      event.type !== 'summons.issued' &&
      event.type !== 'penal-order.issued' &&
      event.type !== 'transaction.offered'
    ) {
      return true;
    }
    const { vptRisePercent, againstGuideline, reasonGiven } = event.data.demand;
    return (vptRisePercent === rise && againstGuideline !== 'below') || reasonGiven;
  },
};
