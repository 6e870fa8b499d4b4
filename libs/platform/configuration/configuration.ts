import { isIP } from 'node:net';
import { type ContextName, contexts } from '../../contract/index.js';
import type { RateLimits } from '../http/rate-limits.js';
import { readingFrom, type Settings } from './setting.js';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export interface Configuration {
  production: boolean;
  dataDir: string;
  /** Absent: the PostgreSQL that comes along. */
  databaseUrl: string | undefined;
  /** The same database past its pooler, for what needs a connection of its own. Absent: `databaseUrl` is no pooler. */
  databaseSessionUrl: string | undefined;
  /** Whether the way to the database keeps statements that were prepared under a name. */
  databaseStatements: 'named' | 'unnamed';
  /** Absent: made at the first start, in the data directory (`databaseRoleSecretOf`). */
  databaseRoleSecret: string | undefined;
  /** Under which the leak guard knows names. Absent: made at the first start, in the data directory. */
  guardKey: string | undefined;
  /** Of the vault, and of nobody else. Absent: a key file in the data directory, made at the first start. */
  masterKey: MasterKeySettings;
  /** Absent, as is a cluster: the queue is kept in PostgreSQL. */
  redisUrl: string | undefined;
  /** Instead: a Redis Cluster, by the addresses of some of its nodes. */
  redisCluster: string[];
  host: string;
  port: number;
  /** Absent: the embedded issuer with invented people. */
  issuerUrl: string | undefined;
  issuerPort: number;
  audience: string;
  clock: 'system' | 'scenario';
  logLevel: (typeof logLevels)[number];
  contact: { name: string; url: string; email: string };
  /** Where each context is served, by one process or more, for the gateway. */
  serviceUrls: Partial<Record<ContextName, string[]>>;
  rateLimits: RateLimits;
  /** Addresses and networks of which X-Forwarded-For is believed. */
  trustedProxies: string[];
  redeliverAfterMs: number;
  /** More events or letters than this that wait for one addressee: no case begins that would add to them. */
  lagLimitEvents: number;
  measureEveryMs: number;
  /** More than these are not kept waiting in memory. */
  requestsAtOnce: number;
  /** For how long a start waits for the database of DATABASE_URL. */
  databasePatienceSeconds: number;
  /** Where the anchors of the access log are kept outside the database. Absent: in the data directory. */
  auditAnchorFile: string | undefined;
}

/** Every setting that is wrong, in one message. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly string[]) {
    super(`The configuration is not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** Reads the configuration from the environment; throws a ConfigurationError that lists all that is wrong. */
export const loadConfiguration = (
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Configuration => {
  const settings = readingFrom(environment);
  const configuration: Configuration = {
    production: environment.NODE_ENV === 'production',
    dataDir: settings.text('DATA_DIR') ?? '.data',
    databaseUrl: settings.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    databaseSessionUrl: settings.url('DATABASE_SESSION_URL', ['postgres:', 'postgresql:']),
    databaseStatements: databaseStatements(settings),
    databaseRoleSecret: longSecret(settings, 'DATABASE_ROLE_SECRET'),
    guardKey: longSecret(settings, 'GUARD_KEY'),
    masterKey: masterKey(settings),
    redisUrl: settings.url('REDIS_URL', ['redis:', 'rediss:']),
    redisCluster: redisCluster(settings),
    host: settings.text('HOST') ?? '127.0.0.1',
    port: settings.whole('PORT', 3000, 0, 65_535),
    issuerUrl: issuerUrl(settings),
    issuerPort: settings.whole('ISSUER_PORT', 3001, 0, 65_535),
    audience: audience(settings),
    clock: settings.oneOf('CLOCK', 'system', ['system', 'scenario']),
    logLevel: settings.oneOf('LOG_LEVEL', 'info', logLevels),
    contact: contact(settings),
    serviceUrls: serviceUrls(settings),
    rateLimits: rateLimits(settings),
    trustedProxies: trustedProxies(settings),
    redeliverAfterMs: settings.whole('REDELIVER_AFTER_MS', 5000, 100, 3_600_000),
    lagLimitEvents: settings.whole('LAG_LIMIT_EVENTS', 20_000, 1, 1_000_000_000),
    measureEveryMs: settings.whole('MEASURE_EVERY_MS', 2000, 50, 60_000),
    requestsAtOnce: settings.whole('REQUESTS_AT_ONCE', 1000, 1, 100_000),
    databasePatienceSeconds: settings.whole('DATABASE_PATIENCE', 60, 0, 86_400),
    auditAnchorFile: settings.text('AUDIT_ANCHOR_FILE'),
  };
  checkTogether(configuration, settings);
  if (settings.problems.length > 0) throw new ConfigurationError(settings.problems);
  return configuration;
};

/** Of a pooler it is not known that it keeps them: without, it costs some time; where it does not, statements fail. */
const databaseStatements = (settings: Settings): Configuration['databaseStatements'] => {
  const behindPooler = settings.text('DATABASE_SESSION_URL') !== undefined;
  return settings.oneOf('DATABASE_STATEMENTS', behindPooler ? 'unnamed' : 'named', ['named', 'unnamed']);
};

const longSecret = (settings: Settings, name: string): string | undefined => {
  const secret = settings.text(name);
  if (secret !== undefined && secret.length < 32) {
    settings.wrong(name, `must have at least 32 characters, but has ${secret.length}`);
  }
  return secret;
};

/** Where the vault's master key comes from: one of these, or none for the key file of the data directory. */
export interface MasterKeySettings {
  /** 32 bytes in base64: newest first where keys are being rotated. */
  keys: string[];
  file: string | undefined;
  /** A service that closes and opens data keys, and never shows its own. */
  keyService?: KeyServiceSettings;
}

/** The Transit API of OpenBao or HashiCorp Vault. */
export interface KeyServiceSettings {
  url: string;
  key: string;
  token: string;
}

const masterKey = (settings: Settings): MasterKeySettings => {
  const keys = (settings.text('VAULT_MASTER_KEY') ?? '').split(/[\s,]+/).filter((key) => key !== '');
  if (keys.some((key) => Buffer.from(key, 'base64').length !== 32)) {
    settings.wrong('VAULT_MASTER_KEY', 'must be 32 bytes in base64 (several, newest first, while keys are rotated)');
  }
  const file = settings.text('VAULT_MASTER_KEY_FILE');
  if (file !== undefined && keys.length > 0) {
    settings.wrong('VAULT_MASTER_KEY_FILE', 'must not be set beside VAULT_MASTER_KEY');
  }
  const keyService = keyServiceIn(settings);
  if (keyService && (file !== undefined || keys.length > 0)) {
    settings.wrong('VAULT_KMS_URL', 'must not be set beside VAULT_MASTER_KEY or VAULT_MASTER_KEY_FILE');
  }
  return { keys, file, ...(keyService ? { keyService } : {}) };
};

const keyServiceIn = (settings: Settings): KeyServiceSettings | undefined => {
  const url = settings.url('VAULT_KMS_URL', ['http:', 'https:'])?.replace(/\/+$/, '');
  const [key, token] = [settings.text('VAULT_KMS_KEY'), settings.text('VAULT_KMS_TOKEN')];
  if (url === undefined && key === undefined && token === undefined) return undefined;
  if (url !== undefined && key !== undefined && /^[\w.-]+$/.test(key) && token !== undefined)
    return { url, key, token };
  settings.wrong('VAULT_KMS_URL', 'must be set with VAULT_KMS_KEY (the name of the key there) and VAULT_KMS_TOKEN');
  return undefined;
};

/** `redis://10.0.0.5:6379,redis://10.0.0.6:6379`: the others the cluster names itself. */
const redisCluster = (settings: Settings): string[] => {
  const addresses = (settings.text('REDIS_CLUSTER_URL') ?? '').split(/[\s,]+/).filter((address) => address !== '');
  if (addresses.length > 0 && settings.text('REDIS_URL') !== undefined) {
    settings.wrong('REDIS_CLUSTER_URL', 'must not be set beside REDIS_URL');
  }
  const urls = addresses.map((address) => settings.url('REDIS_CLUSTER_URL', ['redis:', 'rediss:'], address));
  return urls.filter((url) => url !== undefined);
};

const issuerUrl = (settings: Settings): string | undefined => {
  const url = settings.url('ISSUER_URL', ['http:', 'https:']);
  // OpenID Connect Discovery 3: the issuer has no query and no fragment.
  if (url && /[?#]/.test(url)) settings.wrong('ISSUER_URL', 'must not have a query or a fragment');
  return url;
};

const audience = (settings: Settings): string => {
  const value = settings.text('AUDIENCE') ?? 'urn:case-chain:api';
  // RFC 8707 2: a resource is an absolute address without a fragment.
  if (!URL.canParse(value) || value.includes('#')) {
    settings.wrong('AUDIENCE', `must be an absolute address without a fragment, but is "${value}"`);
  }
  return value;
};

/** Of whoever operates the system; the placeholders are shown until they are set. */
const contact = (settings: Settings): Configuration['contact'] => {
  const email = settings.text('CONTACT_EMAIL') ?? 'operator@example.org';
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) settings.wrong('CONTACT_EMAIL', 'must be an e-mail address');
  return {
    name: settings.text('CONTACT_NAME') ?? 'The operator of the case chain',
    url: settings.url('CONTACT_URL', ['http:', 'https:']) ?? 'https://example.org/case-chain',
    email,
  };
};

/** `police=http://10.0.0.2:3000,halt=http://10.0.0.3:3000`; a context may be named for each of its processes. */
const serviceUrls = (settings: Settings): Configuration['serviceUrls'] => {
  const pairs = (settings.text('SERVICE_URLS') ?? '').split(/[\s,]+/).filter((pair) => pair !== '');
  const urls: Configuration['serviceUrls'] = {};
  for (const pair of pairs) {
    const [, name, value] = /^([a-z]+)=(.+)$/.exec(pair) ?? [];
    const context = contexts.find((candidate) => candidate === name);
    const url = context && settings.url(`SERVICE_URLS (${context})`, ['http:', 'https:'], value);
    if (!context)
      settings.wrong('SERVICE_URLS', `must read <context>=<address>,… with contexts ${contexts.join(', ')}`);
    else if (url) urls[context] = [...(urls[context] ?? []), url.replace(/\/+$/, '')];
  }
  return urls;
};

/** An organisation has many people at work, of whom few do much at the same moment. */
const activePeople = 20;
const mostRequests = 1_000_000_000;

const rateLimits = (settings: Settings): RateLimits => {
  const person = settings.whole('RATE_LIMIT', 1200, 1, mostRequests);
  return {
    person,
    organisation: settings.whole('RATE_LIMIT_ORGANISATION', person * activePeople, 1, mostRequests * activePeople),
    address: settings.whole('RATE_LIMIT_ADDRESS', person, 1, mostRequests),
  };
};

/** `10.0.0.7,10.1.0.0/16`: an address, or a network in the notation of RFC 4632. */
const trustedProxies = (settings: Settings): string[] => {
  const proxies = (settings.text('TRUSTED_PROXIES') ?? '').split(/[\s,]+/).filter((proxy) => proxy !== '');
  for (const proxy of proxies) {
    const [address = '', length = '0', ...more] = proxy.split('/');
    const bits = isIP(address) === 6 ? 128 : 32;
    if (isIP(address) === 0 || more.length > 0 || !/^\d{1,3}$/.test(length) || Number(length) > bits)
      settings.wrong('TRUSTED_PROXIES', `must be addresses or networks such as 10.1.0.0/16, but has "${proxy}"`);
  }
  return proxies;
};

const checkTogether = (configuration: Configuration, settings: Settings): void => {
  const { production, databaseUrl, databaseRoleSecret, port, issuerPort } = configuration;
  const issuer = settings.text('ISSUER_URL');
  if (issuer === undefined && port !== 0 && port === issuerPort) {
    settings.wrong('ISSUER_PORT', `must differ from PORT; both are ${port}`);
  }
  if (databaseUrl === undefined && configuration.databaseSessionUrl !== undefined) {
    settings.wrong('DATABASE_SESSION_URL', 'must not be set without DATABASE_URL, the address of the pooler');
  }
  if (!production) return;
  if (issuer === undefined) {
    settings.wrong('ISSUER_URL', 'must be set in production: the embedded issuer knows invented people only');
  } else if (configuration.issuerUrl?.startsWith('http:')) {
    settings.wrong('ISSUER_URL', 'must begin with https:// in production');
  }
  if (configuration.clock === 'scenario') {
    settings.wrong('CLOCK', 'must not be "scenario" in production: everybody could set the time');
  }
  if (databaseUrl !== undefined && databaseRoleSecret === undefined) {
    settings.wrong('DATABASE_ROLE_SECRET', 'must be set in production when DATABASE_URL is');
  }
  if (databaseUrl !== undefined && configuration.guardKey === undefined) {
    settings.wrong('GUARD_KEY', 'must be set in production when DATABASE_URL is: all processes need the same');
  }
};
