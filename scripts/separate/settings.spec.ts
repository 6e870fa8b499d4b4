import { describe, expect, it } from '@jest/globals';
import { settingsFor } from './settings.js';

describe('the settings of a process', () => {
  const shared = { DATABASE_URL: 'postgres://db/x', VAULT_MASTER_KEY: 'key', GUARD_KEY: 'guard' };

  it('hold the master key for the vault', () => {
    expect(settingsFor('vault', shared)).toEqual(shared);
  });

  it.each(['police', 'prosecution', 'gateway', 'issuer', 'casefile'])('do not hold it for %s', (app) => {
    expect(settingsFor(app, shared)).toEqual({ DATABASE_URL: 'postgres://db/x', GUARD_KEY: 'guard' });
  });
});
