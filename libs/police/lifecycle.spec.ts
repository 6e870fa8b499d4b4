import { describe, expect, it } from '@jest/globals';
import { commandsOn } from '../contract/index.js';
import { isRefusal } from '../platform/casework/refusal.js';
import { policeRoutes } from './api/routes.js';
import { police } from './police.context.js';
import { policeReportLifecycle } from './police-report.lifecycle.js';
import { Scene } from './testing/scene.js';

const states = [
  'received',
  'acknowledged',
  'taken',
  'under_investigation',
  'completed',
  'closed',
  'refused',
  'withdrawn',
] as const;

describe('the lifecycle of a police report', () => {
  const cases = Object.entries(policeReportLifecycle).flatMap(([command, { from }]) =>
    states.filter((state) => from !== 'any' && !from.includes(state)).map((state) => [command, state] as const),
  );

  it.each(cases.filter(([command]) => command !== 'registerWalkIn'))('%s is refused when %s', (command, state) => {
    const scene = new Scene();
    scene.reportIn(state);
    const before = structuredClone(scene.state);
    const example = policeRoutes.find((route) => route.command === command)?.example;
    const outcome = scene.tryTo(command, example);
    expect(isRefusal(outcome) && outcome.kind).toBe('conflict');
    expect(scene.state).toEqual(before);
  });

  it('names every state, and reaches every state', () => {
    const reached = states.filter((state) => {
      const scene = new Scene();
      scene.reportIn(state);
      return scene.states()[0] === state;
    });
    expect(reached).toEqual([...states]);
  });

  it('has a row, a decision, a route and a rule of access for each command', () => {
    const commands = commandsOn('police-report').sort();
    expect(Object.keys(policeReportLifecycle).sort()).toEqual(commands);
    expect(Object.keys(police.commands['police-report'] ?? {}).sort()).toEqual(commands);
    expect(policeRoutes.map(({ command }) => command).sort()).toEqual(commands);
  });

  it('has routes that are plural nouns in kebab-case, each once', () => {
    const paths = policeRoutes.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths.filter((path) => !/^police-reports(\/:id\/[a-z]+(-[a-z]+)*s)?$/.test(path))).toEqual([]);
  });
});
