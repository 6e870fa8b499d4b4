import { describe, expect, it } from '@jest/globals';
import { Linter, type Rule } from 'eslint';
import tseslint from 'typescript-eslint';

// Plain Node, as ESLint loads it; so it has no types.
const file = './borders.mjs';
const { default: borders } = (await import(file)) as { default: Rule.RuleModule };

const root = '/house';
const linter = new Linter({ cwd: root });

/** What the rule says of this source, were it in this file of the house. */
const said = (path: string, source: string): string[] =>
  linter
    .verify(
      source,
      [
        {
          files: ['**/*.ts'],
          languageOptions: { parser: tseslint.parser },
          plugins: { house: { rules: { borders } } },
          rules: { 'house/borders': ['error', { root }] },
        },
      ],
      { filename: `${root}/${path}` },
    )
    .map(({ message }) => message);

describe('The borders of the house', () => {
  it.each([
    ['a context', 'libs/halt/case.ts', `import { x } from '../police/police-case.js';`],
    ['a context, by type', 'libs/halt/case.ts', `import type { X } from '../police/police-case.js';`],
    ['a context, in passing', 'libs/halt/case.ts', `export * from '../police/police-case.js';`],
    ['a context, later', 'libs/halt/halt.module.ts', `const x = await import('../police/police-case.js');`],
    ['a context, as a type', 'libs/halt/case.ts', `type X = import('../police/police-case.js').X;`],
    ['a context, from its tests', 'libs/halt/case.spec.ts', `import { x } from '../police/police-case.js';`],
    ['an app', 'libs/halt/halt.module.ts', `import { run } from '../../apps/run.js';`],
    ['a context, from the platform', 'libs/platform/casework/standing.ts', `import { x } from '../../halt/case.js';`],
    ['migrations', 'libs/platform/persistence/migrate.ts', `import { x } from '../../../migrations/index.js';`],
    ['the platform, from the contract', 'libs/contract/roles.ts', `import { x } from '../platform/terms/index.js';`],
  ])('are not crossed to %s', (_what, path, source) => {
    expect(said(path, source)).toEqual([expect.stringMatching(/^libs\/\w+ imports .*\.$/)]);
  });

  it.each([
    ['libs/halt/case.ts', `import { x } from './eligibility/age.js';`],
    ['libs/halt/case.ts', `import { x } from '../contract/index.js';`],
    ['libs/halt/case.ts', `import { x } from '../platform/terms/index.js';`],
    ['libs/platform/casework/standing.ts', `import { x } from '../../contract/index.js';`],
    ['libs/platform/hosting/infrastructure.ts', `import { x } from '../../../migrations/index.js';`],
    ['libs/platform/messaging/inbox.spec.ts', `import { x } from '../../../test/database.js';`],
    ['apps/chain/main.ts', `import { x } from '../../libs/halt/halt.module.js';`],
  ])('are open where the house has a door: %s', (path, source) => {
    expect(said(path, source)).toEqual([]);
  });
});

describe('A pure file', () => {
  const pure = [
    'libs/halt/eligibility/age.ts',
    'libs/contract/policy.ts',
    'libs/platform/terms/index.ts',
    'libs/platform/casework/standing.ts',
  ];
  const impure = ['libs/halt/api/routes.ts', 'libs/halt/halt.module.ts', 'libs/casefile/case-file.reader.ts'];
  const sources = [
    `import { Module } from '@nestjs/common';`,
    `import { Entity } from 'typeorm';`,
    `import pg from 'pg';`,
    `import { fastify } from 'fastify';`,
    `import { Queue } from 'bullmq';`,
    `import { randomUUID } from 'node:crypto';`,
    `import * as crypto from 'node:crypto';`,
    `const now = Date.now();`,
    `const now = new Date();`,
    `const now = Date();`,
    `const chance = Math.random();`,
    `const id = crypto.randomUUID();`,
  ];

  it.each(pure.flatMap((path) => sources.map((source) => ({ path, source }))))(
    'knows no Nest, database, clock or chance: $path, $source',
    ({ path, source }) => {
      expect(said(path, source)).toEqual([expect.stringMatching(/^A pure file /)]);
    },
  );

  it.each(impure.flatMap((path) => sources.map((source) => ({ path, source }))))(
    'is not one that talks to the outside: $path, $source',
    ({ path, source }) => {
      expect(said(path, source)).toEqual([]);
    },
  );

  it('may read a moment that it is given, and make a fingerprint', () => {
    const source = `import { createHash } from 'node:crypto'; const at = new Date('2014-03-03T08:10:00.000Z');`;
    expect(said('libs/halt/case.ts', source)).toEqual([]);
  });
});
