import { Module } from '@nestjs/common';
import { platformToken, type Platform } from '../platform/hosting/platform.js';
import { AccessEntriesController } from './api/access-entries.controller.js';
import { AuditRuntime } from './audit.runtime.js';

/** The front door of the access log: who saw what, for the auditor of an organisation; and the sealer behind it. */
@Module({
  controllers: [AccessEntriesController],
  providers: [
    {
      provide: AuditRuntime,
      inject: [platformToken],
      useFactory: (platform: Platform) => AuditRuntime.open(platform),
    },
  ],
})
export class AuditModule {}
