import type { CaseworkOffer } from '../platform/casework/casework.module.js';
import { prosecutionRoutes } from './api/routes.js';
import type { ProsecutionCase } from './case.js';
import { fileView, prosecution } from './prosecution.context.js';

/** The front door of the prosecution's context: the files at OM, one per suspect. */
export const prosecutionOffer: CaseworkOffer<ProsecutionCase> = {
  context: prosecution,
  routes: prosecutionRoutes,
  views: { file: (state, id) => fileView(state, id) },
};
