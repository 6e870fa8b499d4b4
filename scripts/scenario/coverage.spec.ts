import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  allCommands,
  allVisibleEvents,
  coverageOf,
  missing,
  refusalsNeeded,
  wallsNeeded,
  wallsOf,
} from './coverage.js';
import { readScenario } from './scenario.js';
import { projectFolder } from './system.js';

const folder = join(projectFolder(), 'scenarios');
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const scenarios = files.map((name) => readScenario(readFileSync(join(folder, name), 'utf8'), name));
const coverage = coverageOf(scenarios);

describe('the scenarios of the project', () => {
  it('have an identifier of their own each', () => {
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
  });

  it('bring organisations of their own each, so that they can be played side by side', () => {
    const codes = scenarios.flatMap(({ organisations }) => Object.keys(organisations));
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('reach every command at every part', () => {
    expect(missing(allCommands(), coverage.accepted)).toEqual([]);
  });

  it('reach every event that a party may see', () => {
    expect(missing(allVisibleEvents(), coverage.events)).toEqual([]);
  });

  it('reach every refusal by state and by rule', () => {
    expect(missing(refusalsNeeded(), coverage.refused)).toEqual([]);
  });

  it('reach the wall around every part: outsiders learn nothing, wrong roles are told no', () => {
    expect(missing(wallsNeeded(), wallsOf(coverage))).toEqual([]);
  });
});

describe('the measure of coverage', () => {
  it('misses everything where nothing is played', () => {
    const nothing = coverageOf([]);
    expect(missing(allCommands(), nothing.accepted)).toContain('file/summon');
    expect(missing(refusalsNeeded(), nothing.refused)).toContain('claim/writeOff forbidden');
    expect(missing(allVisibleEvents(), nothing.events)).toContain('judgment.given');
    expect(missing(wallsNeeded(), wallsOf(nothing))).toContain('claim not-found');
  });
});
