import type { DynamicModule } from '@nestjs/common';
import { platformToken, type Platform } from '../platform/hosting/platform.js';
import type { Kept } from './job.js';
import { RetentionRuntime } from './retention.runtime.js';

class RetentionModule {}

/** The front door of retention: a job, once a day. It answers nobody. */
export const retentionModule = (kept: Kept): DynamicModule => ({
  module: RetentionModule,
  providers: [
    {
      provide: RetentionRuntime,
      inject: [platformToken],
      useFactory: (platform: Platform) => new RetentionRuntime(platform, kept),
    },
  ],
});
