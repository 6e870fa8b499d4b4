import type { DynamicModule, Type } from '@nestjs/common';
import type { PartKind } from '../../contract/index.js';
import { platformToken, type Platform } from '../hosting/platform.js';
import type { CaseContext } from './case-context.js';
import type { CommandRoute } from './command-route.js';
import { collections } from './collections.js';
import { contextToken } from './context-token.js';
import { commandController } from './command.controller.js';
import { ContextRuntime } from './context-runtime.js';
import { correctionRoute } from './corrections/correction-routes.js';
import { refuseUnfit } from './lifecycle-faults.js';
import { partController } from './part.controller.js';
import type { Views } from './part-reader.js';

/** One context as the outside knows it: its rules, what it offers, and how its parts are shown. */
export interface CaseworkOffer<State> {
  context: CaseContext<State>;
  routes: readonly CommandRoute[];
  views: Views<State>;
  /** What the context offers besides its parts and their commands. */
  controllers?: readonly Type[];
}

class CaseworkModule {}

export function caseworkModule<State>({
  context,
  routes,
  views,
  controllers: others = [],
}: CaseworkOffer<State>): DynamicModule {
  const token = contextToken(context.name);
  const parts = Object.keys(views) as PartKind[];
  const controllers: Type[] = [
    ...[...routes, ...parts.map(correctionRoute)].map((route) => commandController(route, token)),
    ...parts.map((kind) => partController(kind, collections[kind], token)),
    ...others,
  ];
  return {
    module: named(context.name),
    controllers,
    providers: [
      {
        provide: token,
        inject: [platformToken],
        useFactory: (platform: Platform) => {
          refuseUnfit(context, routes);
          return ContextRuntime.open(platform, { context, routes }, views);
        },
      },
    ],
  };
}

/** Nest tells modules apart by their class. */
const named = (name: string): Type => {
  const module = class extends CaseworkModule {};
  Object.defineProperty(module, 'name', { value: `${name}Module` });
  return module;
};
