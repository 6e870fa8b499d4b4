import { Module } from '@nestjs/common';
import { platformToken, type Platform } from '../platform/hosting/platform.js';
import { AgreementsRuntime } from './agreements.runtime.js';
import { AgreementsController } from './api/agreements.controller.js';
import { ComplianceController } from './api/compliance.controller.js';
import { AgreementSetsController } from './api/sets.controller.js';

/** The front door of the agreements: a clock for each, seen by those who must act and those who answer for it. */
@Module({
  controllers: [AgreementsController, AgreementSetsController, ComplianceController],
  providers: [
    {
      provide: AgreementsRuntime,
      inject: [platformToken],
      useFactory: (platform: Platform) => AgreementsRuntime.open(platform),
    },
  ],
})
export class AgreementsModule {}
