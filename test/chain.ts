import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { apiDocument } from '../apps/api-document.js';
import { wholeChain } from '../apps/chain/modules.js';
import { loadConfiguration, type Configuration } from '../libs/platform/configuration/index.js';
import { host } from '../libs/platform/hosting/host.js';
import { layFoundation, openIssuer } from '../libs/platform/hosting/infrastructure.js';
import { createLogger } from '../libs/platform/telemetry/logger.js';
import { Tokens } from '../scripts/scenario/tokens.js';
import type { TestDatabase } from './database.js';

/** The whole chain in this process, and how to ask it things as one of its people. */
export interface TestChain {
  url: string;
  issuerUrl: string;
  configuration: Configuration;
  /** `role@organisation`, as the embedded issuer knows them. */
  token(person: string): Promise<string>;
  get(person: string, path: string): Promise<request.Response>;
  post(person: string, path: string, body: unknown, headers?: Record<string, string>): Promise<request.Response>;
  /** The same, which must succeed. */
  done(person: string, path: string, body: unknown): Promise<Answer>;
  setClock(moment: string): Promise<void>;
  /** Waits until every event was handled by everyone to whom it is addressed. */
  quiet(): Promise<void>;
  register(code: string, organisation?: object): Promise<void>;
  close(): Promise<void>;
}

/** What a command that was carried out is answered with. */
export interface Answer {
  id: string;
  caseId: string;
  caseNumber: string;
  part: { kind: string; id: string; state: string };
  version: number;
  events: { id: string; type: string }[];
  created: Record<string, string>;
}

const administrator = 'administrator@operator';

/** Starts the chain on this database, with a clock that stands still; beside another one, with that one's issuer. */
export async function startChain(
  database: TestDatabase,
  settings: Record<string, string> = {},
  beside?: TestChain,
): Promise<TestChain> {
  const dataDir = await mkdtemp(join(tmpdir(), 'chain-'));
  const configuration = configurationFor(database, { DATA_DIR: dataDir, ...settings });
  const logger = createLogger('test', configuration.logLevel);
  const foundation = await layFoundation(configuration, logger, () => undefined);
  const issuer = beside ? undefined : await openIssuer(configuration, foundation.access, logger);
  const issuerUrl = beside?.issuerUrl ?? issuer?.url ?? '';
  const hosted = await host({
    configuration,
    foundation,
    issuerUrl,
    logger,
    modules: wholeChain(),
    openapi: apiDocument,
    common: true,
  });
  const asked = asking(hosted.url, issuerUrl);
  return {
    ...asked,
    url: hosted.url,
    issuerUrl,
    configuration,
    async close() {
      await hosted.close();
      await issuer?.close();
      await foundation.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** The same for every chain on one database. */
export const keysOfTests = {
  GUARD_KEY: 'the key of the leak guard in tests, and nowhere else',
  VAULT_MASTER_KEY: Buffer.alloc(32, 'the master key of the vault').toString('base64'),
};

const configurationFor = (database: TestDatabase, settings: Record<string, string>): Configuration =>
  loadConfiguration({
    CLOCK: 'scenario',
    DATABASE_URL: database.url,
    DATABASE_ROLE_SECRET: database.secret,
    ...keysOfTests,
    PORT: '0',
    ISSUER_PORT: '0',
    RATE_LIMIT: '1000000',
    LOG_LEVEL: 'silent',
    ...settings,
  });

type Asking = Omit<TestChain, 'url' | 'issuerUrl' | 'configuration' | 'close'>;

function asking(url: string, issuerUrl: string): Asking {
  const tokens = new Tokens(() => issuerUrl);
  const token = async (person: string): Promise<string> => (await tokens.of(person)).text;
  const get: Asking['get'] = async (person, path) =>
    request(url)
      .get(path)
      .auth(await token(person), { type: 'bearer' });
  const post: Asking['post'] = async (person, path, body, headers = {}) =>
    request(url)
      .post(path)
      .auth(await token(person), { type: 'bearer' })
      .set(headers)
      .send(body as object);
  const put = async (path: string, body: object): Promise<request.Response> =>
    request(url)
      .put(path)
      .auth(await token(administrator), { type: 'bearer' })
      .send(body);
  return {
    token,
    get,
    post,
    async done(person, path, body) {
      const answer = await post(person, path, body);
      if (answer.status > 201) throw new Error(`${person} ${path}: ${String(answer.status)} ${answer.text}`);
      return answer.body as Answer;
    },
    async setClock(moment) {
      expectStatus(await put('/v1/clock', { now: moment }), 200);
    },
    async quiet() {
      const answer = await get(administrator, '/v1/clock?quiet=true');
      const { quiet, parked } = answer.body as { quiet: boolean; parked: number };
      if (!quiet || parked > 0) throw new Error(`not quiet: ${answer.text}`);
    },
    async register(code, organisation = {}) {
      const body = { type: 'employer', name: code, sector: 'infrastructure', municipality: '0363', ...organisation };
      expectStatus(await put(`/v1/organisations/${code}`, body), 201);
    },
  };
}

function expectStatus(answer: request.Response, status: number): void {
  if (answer.status !== status)
    throw new Error(`${String(answer.status)} instead of ${String(status)}: ${answer.text}`);
}
