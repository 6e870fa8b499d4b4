import { isObject, type JsonObject } from './json.js';

export const expectationKinds = [
  'state',
  'agreements',
  'timeline',
  'decision',
  'money',
  'hidden',
  'visible',
  'notified',
] as const;
export type ExpectationKind = (typeof expectationKinds)[number];

/** What `--only` chooses from: the kinds of expectation, and that a command must be refused. */
export const checkKinds = [...expectationKinds, 'refused'] as const;
export type CheckKind = (typeof checkKinds)[number];

export const refusalKinds = ['invalid', 'forbidden', 'not-found', 'conflict'] as const;
export type RefusalKind = (typeof refusalKinds)[number];

export interface AgreementExpectation {
  outcome: string;
  due?: string;
}

export interface TimelineExpectation {
  as: string;
  types?: string[];
  includes?: string[];
  excludes?: string[];
}

export interface DecisionExpectation {
  on: string;
  verdict: string;
  failing?: string[];
}

export interface TextExpectation {
  texts: string[];
  from: string[];
}

export interface Expectation {
  state?: Record<string, string>;
  agreements?: Record<string, string | AgreementExpectation>;
  timeline?: TimelineExpectation | TimelineExpectation[];
  decision?: DecisionExpectation | DecisionExpectation[];
  money?: Record<string, Record<string, number>>;
  hidden?: TextExpectation;
  visible?: TextExpectation;
  notified?: Record<string, string[]>;
}

/** A command with what must become of it, an expectation, or both in that order. */
export interface Step {
  at: string;
  as?: string;
  do?: string;
  on?: string;
  with?: JsonObject;
  save?: string;
  refused?: RefusalKind;
  expect?: Expectation;
  comment?: string;
}

export interface OrganisationGiven {
  type: string;
  name?: string;
  sector?: string;
  municipality?: string;
}

export interface Scenario {
  id: string;
  title: string;
  organisations: Record<string, OrganisationGiven>;
  steps: Step[];
}

/** The file is no scenario: said with the place, before anything is played. */
export class ScenarioFault extends Error {}

const person = /^[a-z_]+@[A-Za-z0-9._-]+(#\d+)?$/;
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

export const isPerson = (text: string): boolean => person.test(text);

export function readScenario(text: string, file: string): Scenario {
  const content = parse(text, file);
  const { id, title, steps, organisations = {} } = content;
  if (typeof id !== 'string' || typeof title !== 'string') throw new ScenarioFault(`${file}: id and title are needed`);
  if (!isObject(organisations)) throw new ScenarioFault(`${file}: organisations must be an object`);
  if (!Array.isArray(steps) || steps.length === 0) throw new ScenarioFault(`${file}: steps are needed`);
  let before = -Infinity;
  steps.forEach((step, index) => {
    const at = checkStep(step, `${file}, step ${index + 1}`);
    if (at < before) throw new ScenarioFault(`${file}, step ${index + 1}: goes back in time`);
    before = at;
  });
  // The shape has just been checked, member by member, as far as playing relies on it.
  return { id, title, organisations, steps } as unknown as Scenario;
}

function parse(text: string, file: string): JsonObject {
  try {
    const content: unknown = JSON.parse(text);
    if (isObject(content)) return content;
  } catch (error) {
    throw new ScenarioFault(`${file}: no JSON: ${(error as Error).message}`);
  }
  throw new ScenarioFault(`${file}: a scenario is an object`);
}

function checkStep(step: unknown, place: string): number {
  if (!isObject(step)) throw new ScenarioFault(`${place}: a step is an object`);
  const { at, as, do: command, refused, expect, with: fields } = step;
  if (typeof at !== 'string' || !moment.test(at) || Number.isNaN(Date.parse(at)))
    throw new ScenarioFault(`${place}: at must be a moment with an offset`);
  if (command === undefined && expect === undefined) throw new ScenarioFault(`${place}: neither do nor expect`);
  if (command !== undefined && typeof command !== 'string') throw new ScenarioFault(`${place}: do must be a command`);
  if (command !== undefined && (typeof as !== 'string' || !isPerson(as)))
    throw new ScenarioFault(`${place}: as must be role@organisation`);
  if (fields !== undefined && !isObject(fields)) throw new ScenarioFault(`${place}: with must be an object`);
  if (refused !== undefined && !(refusalKinds as readonly unknown[]).includes(refused))
    throw new ScenarioFault(`${place}: refused must be one of ${refusalKinds.join(', ')}`);
  if (expect !== undefined) checkExpectation(expect, place);
  return Date.parse(at);
}

function checkExpectation(expect: unknown, place: string): void {
  if (!isObject(expect)) throw new ScenarioFault(`${place}: expect must be an object`);
  const unknown = Object.keys(expect).filter((kind) => !(expectationKinds as readonly string[]).includes(kind));
  if (unknown.length > 0) throw new ScenarioFault(`${place}: unknown expectation ${unknown.join(', ')}`);
}

export const startsAt = (scenario: Scenario): number => Date.parse(scenario.steps[0]?.at ?? '');
export const endsAt = (scenario: Scenario): number => Date.parse(scenario.steps.at(-1)?.at ?? '');

export const listed = <Item>(given: Item | Item[] | undefined): Item[] =>
  given === undefined ? [] : Array.isArray(given) ? given : [given];
