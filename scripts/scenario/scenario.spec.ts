import { describe, expect, it } from '@jest/globals';
import { Naming } from './naming.js';
import { mergedTurns, successiveTurns, systemsFor } from './order.js';
import { readScenario, type Scenario } from './scenario.js';

const at = (time: string) => ({ at: `2014-03-03T${time}:00+01:00`, expect: { state: {} } });
const scenario = (id: string, ...times: string[]): Scenario => ({
  id,
  title: id,
  organisations: {},
  steps: times.map(at),
});
const file = (steps: unknown[]) => JSON.stringify({ id: 'x', title: 'x', organisations: {}, steps });

describe('a scenario file', () => {
  it('is read when it has the form', () => {
    const step = { at: '2014-03-03T09:10:00+01:00', as: 'police_officer@PL1300#2', do: 'acknowledgeReport' };
    expect(readScenario(file([step]), 'a.json').steps).toEqual([step]);
  });

  it.each([
    ['no steps', []],
    ['a time without an offset', [{ at: '2014-03-03T09:10:00', expect: {} }]],
    ['steps back in time', [at('10:00'), at('09:00')]],
    ['nobody who acts', [{ at: '2014-03-03T09:10:00Z', do: 'x' }]],
    ['a name that is no role at an organisation', [{ at: '2014-03-03T09:10:00Z', do: 'x', as: 'me' }]],
    ['an unknown kind of refusal', [{ at: '2014-03-03T09:10:00Z', do: 'x', as: 'a@b', refused: 'never' }]],
    ['an unknown expectation', [{ at: '2014-03-03T09:10:00Z', expect: { weather: 'fine' } }]],
    ['neither command nor expectation', [{ at: '2014-03-03T09:10:00Z' }]],
  ])('is refused with its place when it has %s', (_what, steps) => {
    expect(() => readScenario(file(steps), 'a.json')).toThrow(/^a\.json/);
  });

  it('is refused when it is no JSON', () => {
    expect(() => readScenario('{', 'a.json')).toThrow(/a\.json: no JSON/);
  });
});

describe('the order of play', () => {
  const [one, other] = [scenario('one', '09:00', '11:00'), scenario('other', '09:00', '10:00')];

  it('together: all steps in order of time, at one moment in the order of the files', () => {
    expect(mergedTurns([one, other])).toEqual([
      { scenario: 0, step: 0 },
      { scenario: 1, step: 0 },
      { scenario: 1, step: 1 },
      { scenario: 0, step: 1 },
    ]);
  });

  it('apart: one after the other', () => {
    expect(successiveTurns([one, other]).map((turn) => turn.scenario)).toEqual([0, 0, 1, 1]);
  });

  it('gives a new system only to what begins before another has ended', () => {
    const items = [one, scenario('later', '11:00', '12:00'), other].map((item) => ({ scenario: item }));
    const systems = systemsFor(items).map((played) => played.map((item) => item.scenario.id));
    expect(systems).toEqual([['one', 'later'], ['other']]);
  });
});

describe('names in a long-lived system', () => {
  const naming = new Naming(new Set(['tramweg']), 'x7f3');

  it('are their own for what the scenario brings, and stay as they are for what always exists', () => {
    expect(naming.person('employer_contact@tramweg#2')).toBe('employer_contact@tramweg-x7f3#2');
    expect(naming.person('police_officer@PL1300')).toBe('police_officer@PL1300');
  });

  it('are told as the scenario has them', () => {
    expect(naming.told('employer_contact@tramweg-x7f3 sees')).toBe('employer_contact@tramweg sees');
  });
});
