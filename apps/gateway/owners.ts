import type { ContextName } from '../../libs/contract/index.js';
import { employerRoutes } from '../../libs/employer/api/routes.js';
import { haltRoutes } from '../../libs/halt/api/routes.js';
import type { CommandRoute } from '../../libs/platform/casework/command-route.js';
import { policeRoutes } from '../../libs/police/api/routes.js';
import { prosecutionRoutes } from '../../libs/prosecution/api/routes.js';
import { recoveryRoutes } from '../../libs/recovery/api/routes.js';

const routesOf: Partial<Record<ContextName, readonly CommandRoute[]>> = {
  employer: employerRoutes,
  police: policeRoutes,
  prosecution: prosecutionRoutes,
  halt: haltRoutes,
  recovery: recoveryRoutes,
};

/** Serves what no agency owns, and answers for addresses that nobody knows. */
export const commonOwner: ContextName = 'casefile';

/** The contexts that the gateway has behind it. */
export const servedContexts = [...(Object.keys(routesOf) as ContextName[]), commonOwner];

const collectionOf = (path: string): string => path.split(/[/?]/)[0] ?? '';

/** Which context has which collection, by the first step of the routes that the contexts themselves offer. */
const owners = new Map<string, ContextName>();
for (const [context, routes] of Object.entries(routesOf) as [ContextName, readonly CommandRoute[]][]) {
  for (const { path } of routes) {
    const collection = collectionOf(path);
    const other = owners.get(collection);
    if (other !== undefined && other !== context) {
      throw new Error(`/v1/${collection} is of both ${other} and ${context}`);
    }
    owners.set(collection, context);
  }
}

/** The context that answers at this address. */
export const ownerOf = (url: string): ContextName =>
  (url.startsWith('/v1/') ? owners.get(collectionOf(url.slice('/v1/'.length))) : undefined) ?? commonOwner;
