import type { CaseworkOffer } from '../platform/casework/casework.module.js';
import { policeRoutes } from './api/routes.js';
import { SuspectsController } from './api/suspects.controller.js';
import type { PoliceCase } from './police-case.js';
import { police } from './police.context.js';
import { policeReportView } from './view.js';

/** The front door of the police's context: police reports and the suspects of a case. */
export const policeOffer: CaseworkOffer<PoliceCase> = {
  context: police,
  routes: policeRoutes,
  views: { 'police-report': (state, id, { as }) => policeReportView(state, id, as) },
  controllers: [SuspectsController],
};
