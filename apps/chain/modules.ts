import type { DynamicModule, Type } from '@nestjs/common';
import { commonModules, contextModules } from '../contexts.js';

/** Every context of the chain, and what belongs to none. */
export const wholeChain = (): (Type | DynamicModule)[] => [...Object.values(contextModules), ...commonModules];
