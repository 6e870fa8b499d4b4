import type { DynamicModule, Type } from '@nestjs/common';
import { AgreementsModule } from '../libs/agreements/agreements.module.js';
import { CasefileModule } from '../libs/casefile/casefile.module.js';
import { AuditModule } from '../libs/audit/audit.module.js';
import type { ContextName } from '../libs/contract/index.js';
import { employerOffer } from '../libs/employer/employer.module.js';
import { haltOffer } from '../libs/halt/halt.module.js';
import { caseworkModule } from '../libs/platform/casework/casework.module.js';
import { policeOffer } from '../libs/police/police.module.js';
import { prosecutionOffer } from '../libs/prosecution/prosecution.module.js';
import { recoveryOffer } from '../libs/recovery/recovery.module.js';
import { retentionModule } from '../libs/retention/retention.module.js';
import { vaultOffer } from '../libs/vault/vault.module.js';
import { kept } from './kept.js';

/** Every context of the chain, as processes host it. */
export const contextModules: Record<ContextName, Type | DynamicModule> = {
  employer: caseworkModule(employerOffer),
  police: caseworkModule(policeOffer),
  prosecution: caseworkModule(prosecutionOffer),
  halt: caseworkModule(haltOffer),
  recovery: caseworkModule(recoveryOffer),
  vault: caseworkModule(vaultOffer),
  agreements: AgreementsModule,
  casefile: CasefileModule,
};

/** Hosts what belongs to no agency too: the organisations, and the clock of scenarios. */
export const commonHost: ContextName = 'casefile';

/** What is hosted there besides: the access log of all, and the job that keeps to the periods of retention. */
export const commonModules: (Type | DynamicModule)[] = [AuditModule, retentionModule(kept)];
