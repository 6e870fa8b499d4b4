import type { CaseworkOffer } from '../platform/casework/casework.module.js';
import { haltRoutes } from './api/routes.js';
import { halt, haltReferralView, type HaltCase } from './halt.context.js';

/** The front door of Halt's context: referrals, one per suspect. */
export const haltOffer: CaseworkOffer<HaltCase> = {
  context: halt,
  routes: haltRoutes,
  views: { 'halt-referral': (state, id) => haltReferralView(state, id) },
};
