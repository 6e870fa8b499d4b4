import type { Kept } from '../libs/retention/job.js';
import { destroyIdentities } from '../libs/vault/destruction.store.js';
import { offers } from './offers.js';

/** What the periods of retention are about. */
export const kept: Kept = { contexts: offers.map(({ context }) => context), destroyIdentities };
