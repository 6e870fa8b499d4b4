import { describe, expect, it } from '@jest/globals';

interface Lock {
  packages: Record<string, { version?: string; integrity?: string; optional?: boolean }>;
}
// Plain Node, as it runs before anything is installed; so it has no types.
const file = './install-if-needed.mjs';
const { isInstalled } = (await import(file)) as { isInstalled(asked: Lock, installed: Lock | undefined): boolean };

const asked: Lock = {
  packages: {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'sha512-a' },
    'node_modules/for-another-system': { version: '1.0.0', integrity: 'sha512-b', optional: true },
  },
};
const withA = (a: object): Lock => ({ packages: { 'node_modules/a': a } });

describe('what is installed', () => {
  it('is complete when every package that is asked for is there, but those for other systems', () => {
    expect(isInstalled(asked, withA({ version: '1.0.0', integrity: 'sha512-a' }))).toBe(true);
  });

  it.each([
    ['nothing was installed', undefined],
    ['a package is missing', { packages: {} }],
    ['a package has another version', withA({ version: '1.0.1', integrity: 'sha512-a' })],
    ['a package has other contents', withA({ version: '1.0.0', integrity: 'sha512-x' })],
  ])('is not complete when %s', (_what, installed) => {
    expect(isInstalled(asked, installed)).toBe(false);
  });
});
