import { Module } from '@nestjs/common';
import { platformToken, type Platform } from '../platform/hosting/platform.js';
import { CasesController } from './api/cases.controller.js';
import { EventsController } from './api/events.controller.js';
import { CasefileRuntime } from './casefile.runtime.js';

/** The front door of the case file: the whole chain, as each party may see it. */
@Module({
  controllers: [CasesController, EventsController],
  providers: [
    {
      provide: CasefileRuntime,
      inject: [platformToken],
      useFactory: (platform: Platform) => CasefileRuntime.open(platform),
    },
  ],
})
export class CasefileModule {}
