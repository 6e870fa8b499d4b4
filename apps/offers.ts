import { employerOffer } from '../libs/employer/employer.module.js';
import { haltOffer } from '../libs/halt/halt.module.js';
import type { CaseworkOffer } from '../libs/platform/casework/casework.module.js';
import { policeOffer } from '../libs/police/police.module.js';
import { prosecutionOffer } from '../libs/prosecution/prosecution.module.js';
import { recoveryOffer } from '../libs/recovery/recovery.module.js';
import { vaultOffer } from '../libs/vault/vault.module.js';

const ofEach = [employerOffer, policeOffer, prosecutionOffer, haltOffer, recoveryOffer, vaultOffer] as const;

/** What each context that changes cases offers; each with a state of its own, which is nobody else's business. */
export const offers = ofEach as readonly unknown[] as readonly CaseworkOffer<unknown>[];
