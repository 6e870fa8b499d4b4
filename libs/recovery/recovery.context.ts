import type { CaseContext } from '../platform/casework/case-context.js';
import { claimArrivals, claimLifecycle } from './claim.lifecycle.js';
import { claimState } from './claim-state.js';
import { assignHandler } from './commands/assign-handler.js';
import { chooseRoute } from './commands/choose-route.js';
import { recordAward } from './commands/record-award.js';
import { recordPayment } from './commands/record-payment.js';
import { reversePayment } from './commands/reverse-payment.js';
import { substantiateClaim } from './commands/substantiate-claim.js';
import { writeOff } from './commands/write-off.js';
import { reactions } from './reactions.js';
import { takenBack } from './taken-back.js';
import { begin, type RecoveryCase } from './recovery.state.js';

export const recovery: CaseContext<RecoveryCase> = {
  name: 'recovery',
  begin,
  parts: (state) =>
    Object.values(state.claims).map((claim) => ({
      kind: 'claim',
      id: claim.id,
      state: claimState(claim, state.strands),
      madeAt: claim.openedAt,
    })),
  lifecycles: { claim: claimLifecycle },
  arrivals: { claim: claimArrivals },
  commands: {
    claim: {
      substantiateClaim: { decide: substantiateClaim },
      chooseRoute: { decide: chooseRoute },
      recordAward: { decide: recordAward },
      recordPayment: { decide: recordPayment },
      reversePayment: { decide: reversePayment },
      writeOff,
      assignHandler,
    },
  },
  reactions,
  takenBack,
  parties: (state) => {
    const recoverer = state.employer !== undefined && Object.keys(state.claims).length > 0 ? [state.employer] : [];
    return {
      employer: recoverer,
      recovery: recoverer,
      om: state.prosecutorsOffice === undefined ? [] : [state.prosecutorsOffice],
    };
  },
};
