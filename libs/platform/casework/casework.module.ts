import type { DynamicModule, InjectionToken, Provider, Type } from '@nestjs/common';
import type { PartKind } from '../../contract/index.js';
import { platformToken, type Platform } from '../hosting/platform.js';
import type { CaseContext } from './case-context.js';
import type { CommandRoute } from './command-route.js';
import { collections } from './collections.js';
import type { Alongside } from './command-shell.js';
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
  /** What the context needs of its own, and what it stores besides its cases in the same transactions. */
  providers?: readonly Provider[];
  alongside?: { inject: InjectionToken; of(provided: unknown): Alongside<State> };
  /** What the context offers besides its parts and their commands. */
  controllers?: readonly Type[];
}

class CaseworkModule {}

export function caseworkModule<State>({
  context,
  routes,
  views,
  alongside,
  providers = [],
  controllers: others = [],
}: CaseworkOffer<State>): DynamicModule {
  const token = contextToken(context.name);
  const parts = Object.keys(views) as PartKind[];
  const controllers: Type[] = [
    ...[...routes.filter(({ ownController }) => !ownController), ...parts.map(correctionRoute)].map((route) =>
      commandController(route, token),
    ),
    ...parts.map((kind) => partController(kind, collections[kind], token)),
    ...others,
  ];
  return {
    module: named(context.name),
    controllers,
    providers: [
      ...providers,
      {
        provide: token,
        inject: [platformToken, ...(alongside ? [alongside.inject] : [])],
        useFactory: (platform: Platform, provided?: unknown) => {
          refuseUnfit(context, routes);
          return ContextRuntime.open(platform, { context, routes }, views, alongside?.of(provided));
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
