import { commandRoutes } from '../../apps/api-document.js';

type Result = { message: string }[] | undefined;

/** A check of our own: what is not right with the value that it is given. */
export type Check = (value: unknown, options: unknown, context: { path: (string | number)[] }) => Result;

/** What a person does; a path names what comes to be. */
const verbs = new Set([
  ...commandRoutes.map(({ command }) => /^[a-z]+/.exec(command)?.[0] ?? ''),
  ...['get', 'list', 'read', 'create', 'make', 'do', 'add', 'set', 'put', 'post', 'update', 'delete', 'remove'],
]);

/** A noun of the glossary that begins as a verb does, and what each reader has one of. */
const nouns = new Set(['write-offs', 'worklist']);

/** Collections are plural nouns; a document is named by its file. */
export const withoutVerbs: Check = (path) => {
  const words = String(path).split('/').slice(2);
  const wrong = words.filter((word) => !word.startsWith('{') && !word.endsWith('.json') && !nouns.has(word));
  return wrong
    .filter((word) => !word.endsWith('s') || word.split('-').some((part) => verbs.has(part)))
    .map((word) => ({ message: `"${word}" is not a plural noun` }));
};

type Operations = Record<string, Record<string, unknown>>;

/** What a command makes in a part can be read back, all of it and one by one. */
export const readableBack: Check = (paths) =>
  Object.entries(paths as Operations)
    .filter(([path, operations]) => 'post' in operations && path.includes('{id}'))
    .filter(
      ([path, operations]) => !('get' in operations) || !('get' in ((paths as Operations)[`${path}/{entry}`] ?? {})),
    )
    .map(([path]) => ({ message: `what is posted to ${path} cannot be read back` }));

interface Property {
  type?: string;
  format?: string;
}

/** Moments and days are told apart by their names, and say what they are. */
export const statesMoment: Check = (properties) =>
  Object.entries(properties as Record<string, Property>)
    .filter(([, { type }]) => type === 'string')
    .filter(([name, { format }]) => /[a-z]At$/.test(name) && format !== 'date-time')
    .map(([name]) => ({ message: `${name} is a moment and must have the format date-time` }));

const always = ['400', '401', '403', '404', '429', '503'];
const onCommand = [...always, '409', '413', '415', '422'];
const onVersion = [...onCommand, '412'];

interface Operation {
  responses: Record<string, unknown>;
  security?: unknown[];
  'x-command'?: string;
  parameters?: { name: string }[];
}

/** Every way in which an operation can end is told. */
export const errorResponses: Check = (operation) => {
  const { responses, security, 'x-command': command, parameters = [] } = operation as Operation;
  if (security?.length === 0) return [];
  const ofCommand = parameters.some(({ name }) => name === 'If-Match') ? onVersion : onCommand;
  const missing = (command ? ofCommand : always).filter((status) => !(status in responses));
  return missing.map((status) => ({ message: `the answer ${status} is not described` }));
};
