import { describe, expect, it } from '@jest/globals';
import { readArguments } from './arguments.js';
import { summarised, summaryLines } from './report.js';

describe('the command line', () => {
  it('names files and options in any order', () => {
    expect(
      readArguments(['a.json', '--only', 'state,money', '--together', '--url=http://localhost:1', 'b.json']),
    ).toEqual({
      files: ['a.json', 'b.json'],
      options: { only: ['state', 'money'], together: true, url: 'http://localhost:1' },
      quiet: false,
    });
  });

  it.each([[[]], [['--only']], [['a.json', '--only', 'weather']], [['a.json', '--fast']]])('refuses %j', (given) => {
    expect(() => readArguments(given)).toThrow();
  });
});

describe('the summary', () => {
  const scenario = { file: 'a.json', id: 'a', title: 'A', checks: 3, failures: [] as string[] };

  it('counts scenarios, and never counts as passed what was not checked', () => {
    const result = summarised([scenario, { ...scenario, file: 'b.json', failures: ['x'] }], {
      agreements: 12,
      hidden: 3,
    });
    expect(summaryLines(result)).toEqual([
      '',
      'passed  a.json  (3 checks)  A',
      'FAILED  b.json  (1 of 3 checks)  A',
      'not checked: agreements (12), hidden (3)',
      '1 passed, 1 failed',
    ]);
  });
});
