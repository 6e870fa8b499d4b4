import { describe, expect, it } from '@jest/globals';
import { takeSecrets } from './secrets.js';

describe('the secrets in the environment', () => {
  it('are taken out of it, and kept for who needs them', () => {
    const secrets = {
      DATABASE_URL: 'postgres://u:p@db/x',
      DATABASE_ROLE_SECRET: 's',
      DATABASE_SESSION_URL: 'postgres://u:p@db/x',
      REDIS_URL: 'redis://:p@cache',
      REDIS_CLUSTER_URL: 'redis://:p@node',
      GUARD_KEY: 'g',
      VAULT_MASTER_KEY: 'k',
      NODE_AUTH_TOKEN: 't',
    };
    const others = { PATH: '/bin', PORT: '3000', ISSUER_URL: 'https://issuer.example', VAULT_MASTER_KEY_FILE: '/key' };
    const environment: NodeJS.ProcessEnv = { ...others, ...secrets };
    expect(takeSecrets(environment)).toEqual(secrets);
    expect(environment).toEqual(others);
    expect(takeSecrets(environment)).toEqual({});
  });

  it('of the PostgreSQL library stay: it reads them when it connects', () => {
    const environment = { PGPASSWORD: 'p' };
    takeSecrets(environment);
    expect(environment).toEqual({ PGPASSWORD: 'p' });
  });
});
