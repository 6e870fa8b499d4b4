import 'reflect-metadata';
import type { DynamicModule, Type } from '@nestjs/common';
import type { ContextName } from '../../libs/contract/index.js';
import { commonHost, contextModules } from '../contexts.js';

/** The contexts that the gateway has behind it. */
export const servedContexts = Object.keys(contextModules) as ContextName[];

interface Address {
  steps: readonly string[];
  context: ContextName;
}

/** The addresses that the contexts answer at, as their own controllers say it. */
const addresses: readonly Address[] = servedContexts.flatMap((context) =>
  controllersOf(contextModules[context])
    .flatMap(pathsOf)
    .map((path) => ({ steps: stepsOf(path), context })),
);

/** The contexts of which a controller answers at this address: one, or none. */
export function answeringAt(path: string): ContextName[] {
  const asked = stepsOf(path);
  const fitting = addresses.filter(
    ({ steps }) => steps.length === asked.length && alike(steps, asked) === steps.length,
  );
  return [...new Set(fitting.map(({ context }) => context))];
}

/** The context that answers at this address; where none does, the one that can say so as it is always said. */
export function ownerOf(url: string): ContextName {
  const path = url.split('?')[0] ?? '';
  const [answering] = answeringAt(path);
  if (answering) return answering;
  const asked = stepsOf(path);
  const [collection] = addresses
    .filter(({ steps }) => alike(steps, asked) >= collectionLength)
    .sort((one, other) => one.steps.length - other.steps.length);
  return collection?.context ?? commonHost;
}

/** `v1` and the name. */
const collectionLength = 2;

/** How many steps fit, from the beginning. */
function alike(steps: readonly string[], asked: readonly string[]): number {
  const unlike = steps.findIndex((step, index) => !step.startsWith(':') && step !== asked[index]);
  return unlike < 0 ? steps.length : unlike;
}

function stepsOf(path: string): string[] {
  return path.replace(/^\//, '').split('/');
}

function controllersOf(module: Type | DynamicModule): Type[] {
  if ('module' in module) return module.controllers ?? [];
  return (Reflect.getMetadata('controllers', module) as Type[] | undefined) ?? [];
}

/** The address of every method of a controller that answers requests. */
function pathsOf(controller: Type): string[] {
  const base = pathOn(controller) ?? '';
  const prototype = controller.prototype as Record<string, object>;
  return Object.getOwnPropertyNames(prototype)
    .map((name) => (name === 'constructor' ? undefined : pathOn(prototype[name])))
    .filter((path) => path !== undefined)
    .map((path) => (path === '/' || path === '' ? base : `${base}/${path}`));
}

function pathOn(target: object | undefined): string | undefined {
  return target && (Reflect.getMetadata('path', target) as string | undefined);
}
