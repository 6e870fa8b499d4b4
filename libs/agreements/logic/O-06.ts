import { isDecisionOnFile } from './decision-on-file.js';
import type { AgreementLogic } from './logic.js';

/** O-06: every claim whose party wishes to join is named, or a reason is given. */
export const claimsBroughtIn: AgreementLogic = {
  requires: (_facts, _subject, event) => {
    if (!isDecisionOnFile(event)) return true;
    const { claimsNamed, claimsWished, noClaimReasonGiven } = event.data;
    return claimsWished.every((claim) => claimsNamed.includes(claim)) || noClaimReasonGiven;
  },
};
