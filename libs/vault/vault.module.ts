import type { CaseworkOffer } from '../platform/casework/casework.module.js';
import { platformToken, type Platform } from '../platform/hosting/platform.js';
import { GuardHitsController } from './api/guard-hits.controller.js';
import { IdentitiesController } from './api/identities.controller.js';
import { NumbersController } from './api/numbers.controller.js';
import { RevelationsController } from './api/revelations.controller.js';
import { vaultRoutes } from './api/routes.js';
import { vault } from './vault.context.js';
import type { VaultCase } from './vault-case.js';
import { VaultKeeper } from './vault-keeper.runtime.js';

/** The front door of the vault: who the victims are, and who is behind a number. */
export const vaultOffer: CaseworkOffer<VaultCase> = {
  context: vault,
  routes: vaultRoutes,
  views: {},
  controllers: [IdentitiesController, RevelationsController, GuardHitsController, NumbersController],
  providers: [
    {
      provide: VaultKeeper,
      inject: [platformToken],
      useFactory: (platform: Platform) => VaultKeeper.open(platform),
    },
  ],
  alongside: { inject: VaultKeeper, of: (keeper) => (keeper as VaultKeeper).alongside },
};
