import eslint from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import borders from './scripts/lint/borders.mjs';

const plainNode = ['**/*.mjs', '*.js'];
const nodeGlobals = Object.fromEntries(
  ['process', 'console', 'URL', 'URLSearchParams', 'fetch', 'setInterval', 'clearInterval', 'setTimeout'].map(
    (name) => [name, 'readonly'],
  ),
);
const specifications = ['**/*.spec.ts', '**/testing/**', 'test/**'];
const scenarioRunner = ['scripts/scenario/**'];

export default defineConfig(
  { ignores: ['node_modules/', 'dist/', '.data/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    plugins: { house: { rules: { borders } } },
    rules: {
      'house/borders': ['error', { root: import.meta.dirname }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Numbers in messages and addresses read as they are.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // An interface may ask for a promise where the answer is at hand.
      '@typescript-eslint/require-await': 'off',
      // Options of Nest and TypeORM are declared as classes and given as plain objects.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // Nest makes classes of modules and controllers; a class without members is its way to name them.
      '@typescript-eslint/no-extraneous-class': 'off',
      // Where a line breaks is Prettier's.
      'no-unexpected-multiline': 'off',
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 40 }],
    },
  },
  {
    files: specifications,
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // What jest matches with is loosely typed.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
    },
  },
  {
    // A scenario was checked when it was read; what it names is there.
    files: scenarioRunner,
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: plainNode,
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: nodeGlobals },
  },
);
