import { describe, expect, it } from '@jest/globals';
import { haltOfficeOf, municipalities, policeUnit, policeUnitOf, policeUnits, sectors } from './regions.js';

describe('regions', () => {
  it.each([
    ['0363', 'PL1300', 'AMS'],
    ['0935', 'PL2300', 'LIM'],
    ['0637', 'PL1500', 'DHA'],
    ['0193', 'PL0600', 'ONE'],
  ])('%s goes to %s, at the office %s', (municipality, unit, office) => {
    expect(policeUnitOf(municipality)).toMatchObject({ code: unit, prosecutorsOffice: office });
  });

  it('does not guess at a municipality that is not listed', () => {
    expect(policeUnitOf('9999')).toBeUndefined();
    expect(policeUnitOf('constructor')).toBeUndefined();
  });

  it('every municipality has a unit, and every unit a Halt office of its own', () => {
    expect(municipalities.filter(({ code }) => !policeUnitOf(code))).toEqual([]);
    expect(new Set(policeUnits.map(({ code }) => haltOfficeOf(code))).size).toBe(policeUnits.length);
    expect(haltOfficeOf('PL2300')).toBe('HALT-PL2300');
  });

  it('knows the Central Unit though no municipality is its own', () => {
    expect(policeUnit('PL2600')?.prosecutorsOffice).toBe('LP');
  });

  it('names the eight sectors', () => {
    expect(sectors).toHaveLength(8);
  });
});
