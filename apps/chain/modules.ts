import type { DynamicModule, Type } from '@nestjs/common';
import { contextModules } from '../contexts.js';

/** Every context of the chain. */
export const wholeChain = (): (Type | DynamicModule)[] => Object.values(contextModules);
