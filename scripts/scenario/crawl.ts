import { partKinds, type PartKind } from '../../libs/contract/index.js';
import { nextPage, type Chain } from './chain.js';
import type { Answer } from './client.js';
import type { Json } from './json.js';
import { collectionOf, filled, kindOfCollection, parameterCount } from './offer.js';
import type { World } from './world.js';

/** More pages of one case than this are no longer a case. */
const mostPages = 1500;
/** Of a list of many cases only the beginning is turned over. */
const mostPagesElsewhere = 3;
const atOnce = 8;

/** The identifiers of a case, whoever learned of them. */
interface Identifiers {
  cases: string[];
  parts: Record<PartKind, string[]>;
  all: string[];
}

/** Everything that this reader can fetch about the case, problem responses included. */
export async function crawl(chain: Chain, world: World, reader: string): Promise<Answer[]> {
  const identifiers = await identifiersOf(world);
  const queue = startingPoints(chain, world, identifiers);
  const known = new Set(queue);
  const answers: Answer[] = [];
  let elsewhere = 0;
  while (queue.length > 0 && answers.length < mostPages) {
    const batch = queue.splice(0, atOnce);
    const fetched = await Promise.all(batch.map((path) => chain.client.get(reader, path)));
    answers.push(...fetched);
    for (const link of fetched.flatMap(onwards)) {
      const ofCase = identifiers.all.some((identifier) => link.includes(identifier));
      if (known.has(link) || (!ofCase && elsewhere >= mostPagesElsewhere)) continue;
      if (!ofCase) elsewhere += 1;
      known.add(link);
      queue.push(link);
    }
  }
  return answers;
}

async function identifiersOf(world: World): Promise<Identifiers> {
  const views = [...(await world.views()).values()];
  const seen = views.flatMap((view) => view.parts);
  const strands = views.flatMap((view) => view.strands.map(({ id }) => id));
  const cases = world.cases.map(({ id }) => id);
  const idsOf = (kind: PartKind): string[] => {
    const ofStrands = kind === 'file' || kind === 'halt-referral' ? strands : [];
    const ofCases = kind === 'incident-report' ? cases : [];
    return [...new Set([...seen.filter((part) => part.kind === kind).map(({ id }) => id), ...ofStrands, ...ofCases])];
  };
  const parts = Object.fromEntries(partKinds.map((kind) => [kind, idsOf(kind)])) as Record<PartKind, string[]>;
  const entries = world.entries.map(({ id }) => id);
  return { cases, parts, all: [...new Set([...cases, ...Object.values(parts).flat(), ...entries])] };
}

/** Every readable path with every identifier that could belong in it. */
function startingPoints(chain: Chain, world: World, identifiers: Identifiers): string[] {
  const ofCases = identifiers.cases.flatMap((id) => [
    `/v1/cases/${id}`,
    `/v1/cases/${id}/events?limit=100`,
    `/v1/cases/${id}/agreements`,
    `/v1/events?case=${id}&limit=100`,
  ]);
  const ofParts = partKinds.flatMap((kind) => identifiers.parts[kind].map((id) => `${collectionOf(kind)}/${id}`));
  const commands = chain.offer.commands.map(({ path }) => path);
  const offered = [...chain.offer.readable, ...commands].flatMap((path) => readings(path, world, identifiers));
  return [...new Set([...ofCases, ...ofParts, ...offered])];
}

const notAboutCases = ['/v1/openapi.json', '/v1/asyncapi.json', '/v1/clock', '/v1/events'];

function readings(path: string, world: World, identifiers: Identifiers): string[] {
  if (!path.startsWith('/v1/') || notAboutCases.includes(path)) return [];
  const parameters = parameterCount(path);
  if (parameters === 0) return [path];
  const kind = kindOfCollection(path);
  if (parameters === 1) {
    if (path.startsWith('/v1/cases/')) return identifiers.cases.map((id) => filled(path, id));
    return kind ? identifiers.parts[kind].map((id) => filled(path, id)) : [];
  }
  return world.entries.filter((entry) => entry.kind === kind).map(({ part, id }) => filled(path, part, id));
}

const onwards = ({ json, path, status }: Answer): string[] => {
  const next = status === 200 ? nextPage(json, path) : undefined;
  return [...linksIn(json), ...(next ? [next] : [])];
};

/** The links in an answer: every text that is a path of the API. */
function linksIn(json: Json | undefined): string[] {
  if (typeof json === 'string') return /^\/v1\/[\w/.?=&%:-]+$/.test(json) ? [json] : [];
  if (Array.isArray(json)) return json.flatMap(linksIn);
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(linksIn) : [];
}
