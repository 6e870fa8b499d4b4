// The borders of the house as an ESLint rule: which wing may import which, and what pure files may not know.
import { dirname, relative, resolve, sep } from 'node:path';

const house = (file, root) => relative(root, file).split(sep).join('/');

/** `halt`, `contract`, `platform`, or undefined for what lies outside libs. */
const wingOf = (path) => /^libs\/([^/]+)\//.exec(path)?.[1];

const mayAlso = [
  // The hosting of a process runs the migrations of every context.
  { from: /^libs\/platform\/hosting\//, to: /^migrations\// },
  // What only tests use: a database, a whole chain.
  { from: /\.spec\.ts$|\/testing\//, to: /^(test|migrations)\// },
];

/** Why a file may not import another file of ours; undefined when it may. */
export function faultOfImport(from, to) {
  const wing = wingOf(from);
  if (wing === undefined || mayAlso.some((exception) => exception.from.test(from) && exception.to.test(to))) {
    return undefined;
  }
  const target = wingOf(to);
  if (target === wing || (target === 'contract' && wing !== 'contract')) return undefined;
  if (wing === 'contract') return 'libs/contract imports nothing of ours but itself';
  if (wing === 'platform') return 'libs/platform imports libs/contract and libs/platform only';
  if (target === 'platform') return undefined;
  return `libs/${wing} imports itself, libs/platform and libs/contract only`;
}

const impureInContext = [
  /\/api\//,
  /\.(module|runtime|controller|reader|store)\.ts$/,
  // The agreements watch the time, and store what comes of it.
  /^libs\/agreements\/(sweeper|waiver-shell)\.ts$/,
  // Keys are made by chance, and kept in files.
  /^libs\/vault\/keys\//,
  // The case file is a read side: these two write it.
  /^libs\/casefile\/(projection|rebuild)\.ts$/,
];
const pureInPlatform = [
  /^libs\/platform\/(terms|leak-guard)\//,
  /^libs\/platform\/casework\/(refusal|case-context|standing|case-work|stated)\.ts$/,
  /^libs\/platform\/casework\/lifecycle-faults\.ts$/,
];

/** Pure files decide: they know no Nest, no database, no clock and no chance. */
export function isPure(path) {
  if (/\.spec\.ts$|\/testing\//.test(path)) return false;
  const wing = wingOf(path);
  if (wing === undefined) return false;
  if (wing === 'platform') return pureInPlatform.some((pattern) => pattern.test(path));
  return wing === 'contract' || !impureInContext.some((pattern) => pattern.test(path));
}

const impurePackage =
  /^(@nestjs\/|typeorm($|\/)|pg($|\/)|fastify($|\/)|@fastify\/|bullmq($|\/)|ioredis($|\/)|node:fs|node:net|node:http)/;
const chance = new Set(['randomUUID', 'randomBytes', 'randomInt', 'randomFill', 'randomFillSync', 'webcrypto']);

const isGlobalCall = (node, object, property) =>
  node.callee.type === 'MemberExpression' &&
  node.callee.object.name === object &&
  node.callee.property.name === property;

/** What the imported names of a module make of a pure file. */
const chanceIn = (node) =>
  /^(node:)?crypto$/.test(node.source.value) &&
  (node.specifiers ?? []).some((one) => one.type !== 'ImportSpecifier' || chance.has(one.imported.name));

export default {
  meta: {
    type: 'problem',
    schema: [{ type: 'object', properties: { root: { type: 'string' } }, additionalProperties: false }],
    messages: { border: '{{why}}.', pure: 'A pure file {{why}}.' },
  },
  create(context) {
    const root = context.options[0]?.root ?? context.cwd;
    const path = house(context.filename, root);
    const pure = isPure(path);
    const checkImport = (node) => {
      const name = node.source?.value;
      if (typeof name !== 'string') return;
      if (name.startsWith('.')) {
        const why = faultOfImport(path, house(resolve(dirname(context.filename), name), root));
        if (why) context.report({ node, messageId: 'border', data: { why } });
      } else if (pure && (impurePackage.test(name) || chanceIn(node))) {
        context.report({ node, messageId: 'pure', data: { why: `does not import this of ${name}` } });
      }
    };
    const border = {
      ImportDeclaration: checkImport,
      ExportNamedDeclaration: checkImport,
      ExportAllDeclaration: checkImport,
      ImportExpression: checkImport,
      TSImportType: (node) => checkImport({ ...node, source: node.source ?? node.argument?.literal, specifiers: [] }),
    };
    if (!pure) return border;
    const tell = (node, why) => context.report({ node, messageId: 'pure', data: { why } });
    return {
      ...border,
      CallExpression(node) {
        if (isGlobalCall(node, 'Date', 'now')) tell(node, 'does not look at the clock: time comes in');
        if (isGlobalCall(node, 'Math', 'random') || isGlobalCall(node, 'crypto', 'randomUUID'))
          tell(node, 'leaves nothing to chance: identifiers come in');
        if (node.callee.name === 'Date') tell(node, 'does not look at the clock: time comes in');
      },
      NewExpression(node) {
        if (node.callee.name === 'Date' && node.arguments.length === 0)
          tell(node, 'does not look at the clock: time comes in');
      },
    };
  },
};
