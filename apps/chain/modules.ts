import type { DynamicModule, Type } from '@nestjs/common';
import { AgreementsModule } from '../../libs/agreements/agreements.module.js';
import { CasefileModule } from '../../libs/casefile/casefile.module.js';
import { employerOffer } from '../../libs/employer/employer.module.js';
import { haltOffer } from '../../libs/halt/halt.module.js';
import { caseworkModule } from '../../libs/platform/casework/casework.module.js';
import { policeOffer } from '../../libs/police/police.module.js';
import { prosecutionOffer } from '../../libs/prosecution/prosecution.module.js';
import { recoveryOffer } from '../../libs/recovery/recovery.module.js';

/** Every context of the chain. */
export const wholeChain = (): (Type | DynamicModule)[] => [
  caseworkModule(employerOffer),
  caseworkModule(policeOffer),
  caseworkModule(prosecutionOffer),
  caseworkModule(haltOffer),
  caseworkModule(recoveryOffer),
  AgreementsModule,
  CasefileModule,
];
