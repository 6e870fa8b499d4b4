import { describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError, databaseRoleSecretOf, loadConfiguration } from './index.js';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    loadConfiguration(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
};

const secret = 's'.repeat(32);
const inProduction = { NODE_ENV: 'production', ISSUER_URL: 'https://issuer.example' };

describe('configuration', () => {
  it('needs nothing: the embedded default', () => {
    expect(loadConfiguration({})).toEqual({
      production: false,
      dataDir: '.data',
      databaseUrl: undefined,
      databaseSessionUrl: undefined,
      databaseStatements: 'named',
      databaseRoleSecret: undefined,
      guardKey: undefined,
      masterKey: { keys: [], file: undefined },
      auditAnchorFile: undefined,
      redisUrl: undefined,
      redisCluster: [],
      host: '127.0.0.1',
      port: 3000,
      issuerUrl: undefined,
      issuerPort: 3001,
      audience: 'urn:case-chain:api',
      clock: 'system',
      logLevel: 'info',
      contact: expect.objectContaining({ email: 'operator@example.org' }),
      serviceUrls: {},
      rateLimits: { person: 1200, organisation: 24_000, address: 1200 },
      trustedProxies: [],
      redeliverAfterMs: 5000,
      lagLimitEvents: 20_000,
      measureEveryMs: 2000,
      requestsAtOnce: 1000,
      databasePatienceSeconds: 60,
    });
  });

  it('takes an empty setting for none', () => {
    expect(loadConfiguration({ PORT: '', REDIS_URL: ' ' })).toMatchObject({ port: 3000, redisUrl: undefined });
  });

  it('reads every setting', () => {
    expect(
      loadConfiguration({
        DATABASE_URL: 'postgres://u:p@db/chain',
        DATABASE_ROLE_SECRET: secret,
        REDIS_URL: 'redis://cache:6379',
        PORT: '8080',
        HOST: '0.0.0.0',
        ISSUER_URL: 'https://issuer.example/realms/chain',
        AUDIENCE: 'https://api.example',
        CLOCK: 'scenario',
        DATA_DIR: '/srv/data',
        LOG_LEVEL: 'debug',
        SERVICE_URLS: 'police=http://10.0.0.2:3000/, halt=http://10.0.0.3:3000, police=http://10.0.0.4:3000',
        RATE_LIMIT: '60',
        RATE_LIMIT_ADDRESS: '30',
        TRUSTED_PROXIES: '10.0.0.7, 10.1.0.0/16 fd00::/8',
        REDELIVER_AFTER_MS: '250',
        LAG_LIMIT_EVENTS: '500',
        MEASURE_EVERY_MS: '100',
        REQUESTS_AT_ONCE: '64',
        DATABASE_PATIENCE: '0',
      }),
    ).toMatchObject({
      databaseUrl: 'postgres://u:p@db/chain',
      databaseRoleSecret: secret,
      redisUrl: 'redis://cache:6379',
      port: 8080,
      host: '0.0.0.0',
      issuerUrl: 'https://issuer.example/realms/chain',
      audience: 'https://api.example',
      clock: 'scenario',
      dataDir: '/srv/data',
      logLevel: 'debug',
      serviceUrls: { police: ['http://10.0.0.2:3000', 'http://10.0.0.4:3000'], halt: ['http://10.0.0.3:3000'] },
      rateLimits: { person: 60, organisation: 1200, address: 30 },
      trustedProxies: ['10.0.0.7', '10.1.0.0/16', 'fd00::/8'],
      redeliverAfterMs: 250,
      lagLimitEvents: 500,
      measureEveryMs: 100,
      requestsAtOnce: 64,
      databasePatienceSeconds: 0,
    });
  });

  it('sends statements without names by a pooler, unless it is said to keep them', () => {
    const pooler = { DATABASE_URL: 'postgres://pooler/chain', DATABASE_SESSION_URL: 'postgres://db/chain' };
    expect(loadConfiguration(pooler)).toMatchObject({
      databaseUrl: 'postgres://pooler/chain',
      databaseSessionUrl: 'postgres://db/chain',
      databaseStatements: 'unnamed',
    });
    expect(loadConfiguration({ ...pooler, DATABASE_STATEMENTS: 'named' }).databaseStatements).toBe('named');
  });

  it('finds a Redis Cluster by several of its nodes, or by one', () => {
    const at = (REDIS_CLUSTER_URL: string): string[] => loadConfiguration({ REDIS_CLUSTER_URL }).redisCluster;
    expect(at('redis://a:6379, rediss://b:6380')).toEqual(['redis://a:6379', 'rediss://b:6380']);
    expect(at('redis://a:6379')).toEqual(['redis://a:6379']);
  });

  it.each<[Record<string, string>, RegExp]>([
    [{ PORT: 'three' }, /^PORT must be a whole number from 0 to 65535, but is "three"$/],
    [{ PORT: '65536' }, /^PORT must/],
    [{ PORT: '-1' }, /^PORT must/],
    [{ PORT: '1e3' }, /^PORT must/],
    [{ PORT: '3001' }, /^ISSUER_PORT must differ from PORT/],
    [{ DATABASE_URL: 'mysql://user:hidden@db/x' }, /^DATABASE_URL must be .* postgres:\/\/ or postgresql:\/\/$/],
    [{ REDIS_URL: 'localhost:6379' }, /^REDIS_URL must be/],
    [{ REDIS_CLUSTER_URL: 'redis://a:6379,b:6379' }, /^REDIS_CLUSTER_URL must be an address/],
    [{ REDIS_CLUSTER_URL: 'redis://a', REDIS_URL: 'redis://a' }, /^REDIS_CLUSTER_URL must not be set beside REDIS_URL/],
    [{ DATABASE_SESSION_URL: 'postgres://db/x' }, /^DATABASE_SESSION_URL must not be set without DATABASE_URL/],
    [{ DATABASE_STATEMENTS: 'both' }, /^DATABASE_STATEMENTS must be one of named, unnamed/],
    [{ ISSUER_URL: 'https://issuer.example/?realm=x' }, /^ISSUER_URL must not have a query/],
    [{ AUDIENCE: 'our api' }, /^AUDIENCE must be an absolute address/],
    [{ CLOCK: 'sundial' }, /^CLOCK must be one of system, scenario, but is "sundial"$/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be one of/],
    [{ CONTACT_EMAIL: 'somebody' }, /^CONTACT_EMAIL/],
    [{ CONTACT_URL: 'example.org' }, /^CONTACT_URL/],
    [{ SERVICE_URLS: 'bakery=http://a' }, /^SERVICE_URLS must read/],
    [{ SERVICE_URLS: 'halt=here' }, /^SERVICE_URLS \(halt\) must be an address/],
    [{ RATE_LIMIT: '0' }, /^RATE_LIMIT must/],
    [{ RATE_LIMIT_ORGANISATION: 'many' }, /^RATE_LIMIT_ORGANISATION must/],
    [{ RATE_LIMIT_ADDRESS: '-1' }, /^RATE_LIMIT_ADDRESS must/],
    [{ TRUSTED_PROXIES: 'all' }, /^TRUSTED_PROXIES must be addresses or networks .* but has "all"$/],
    [{ TRUSTED_PROXIES: '10.0.0.0/33' }, /^TRUSTED_PROXIES must/],
    [{ REDELIVER_AFTER_MS: '1.5' }, /^REDELIVER_AFTER_MS must/],
    [{ LAG_LIMIT_EVENTS: '0' }, /^LAG_LIMIT_EVENTS must/],
    [{ MEASURE_EVERY_MS: '10' }, /^MEASURE_EVERY_MS must/],
    [{ REQUESTS_AT_ONCE: '0' }, /^REQUESTS_AT_ONCE must/],
    [{ DATABASE_PATIENCE: 'long' }, /^DATABASE_PATIENCE must/],
    [{ DATABASE_ROLE_SECRET: 'short' }, /^DATABASE_ROLE_SECRET must have at least 32 characters/],
    [{ NODE_ENV: 'production' }, /^ISSUER_URL must be set in production/],
    [{ ...inProduction, ISSUER_URL: 'http://issuer.example' }, /^ISSUER_URL must begin with https/],
    [{ ...inProduction, CLOCK: 'scenario' }, /^CLOCK must not be "scenario" in production/],
    [
      { ...inProduction, DATABASE_URL: 'postgres://db/x', GUARD_KEY: 'g'.repeat(32) },
      /^DATABASE_ROLE_SECRET must be set in production/,
    ],
    [
      { ...inProduction, DATABASE_URL: 'postgres://db/x', DATABASE_ROLE_SECRET: 's'.repeat(32) },
      /^GUARD_KEY must be set in production/,
    ],
    [{ VAULT_MASTER_KEY: 'short' }, /^VAULT_MASTER_KEY must be 32 bytes in base64/],
    [{ VAULT_KMS_URL: 'https://bao.example' }, /^VAULT_KMS_URL must be set with VAULT_KMS_KEY/],
    [
      {
        VAULT_KMS_URL: 'https://bao.example',
        VAULT_KMS_KEY: 'chain',
        VAULT_KMS_TOKEN: 't',
        VAULT_MASTER_KEY_FILE: '/run/secrets/key',
      },
      /^VAULT_KMS_URL must not be set beside VAULT_MASTER_KEY/,
    ],
    [
      { VAULT_MASTER_KEY: Buffer.alloc(32).toString('base64'), VAULT_MASTER_KEY_FILE: '/run/secrets/key' },
      /^VAULT_MASTER_KEY_FILE must not be set beside VAULT_MASTER_KEY/,
    ],
  ])('refuses %j', (environment, words) => {
    expect(problemsOf(environment)).toEqual([expect.stringMatching(words)]);
  });

  it('tells all that is wrong at once, and never a password', () => {
    const environment = { PORT: 'x', CLOCK: 'y', DATABASE_URL: 'mysql://user:hidden@db/x', LOG_LEVEL: 'z' };
    expect(problemsOf(environment)).toHaveLength(4);
    expect(() => loadConfiguration(environment)).toThrow(/PORT[\s\S]*CLOCK/);
    expect(problemsOf(environment).join()).not.toContain('hidden');
  });

  it('starts in production with an issuer, a database and its secret', () => {
    const environment = {
      ...inProduction,
      DATABASE_URL: 'postgres://db/x',
      DATABASE_ROLE_SECRET: secret,
      GUARD_KEY: secret,
    };
    expect(loadConfiguration(environment)).toMatchObject({ production: true, clock: 'system' });
  });
});

describe('secret of the database roles', () => {
  it('is the configured one, or one that is made once and kept for its owner only', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'secret-'));
    expect(await databaseRoleSecretOf({ dataDir, databaseRoleSecret: secret })).toBe(secret);
    const both = await Promise.all([1, 2].map(() => databaseRoleSecretOf({ dataDir, databaseRoleSecret: undefined })));
    const again = await databaseRoleSecretOf({ dataDir, databaseRoleSecret: undefined });
    expect(new Set([...both, again]).size).toBe(1);
    expect(again.length).toBeGreaterThanOrEqual(43);
    expect((await stat(join(dataDir, 'database-role-secret'))).mode & 0o777).toBe(0o600);
    await rm(dataDir, { recursive: true });
  });
});
