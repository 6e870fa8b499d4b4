import type { CaseworkOffer } from '../platform/casework/casework.module.js';
import { localDate } from '../platform/terms/index.js';
import { recoveryRoutes } from './api/routes.js';
import { claimView } from './claim-view.js';
import { recovery } from './recovery.context.js';
import type { RecoveryCase } from './recovery.state.js';

/** The front door of the recovery context: damage claims, one per injured party. */
export const recoveryOffer: CaseworkOffer<RecoveryCase> = {
  context: recovery,
  routes: recoveryRoutes,
  views: { claim: (state, id, { now }) => claimView(state, id, localDate(now)) },
};
