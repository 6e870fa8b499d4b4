import { describe, expect, it } from '@jest/globals';
import { CatalogueFault, catalogueOf, setFor, termIn, type CatalogueDocument } from './catalogue.js';

const faultsOf = (document: CatalogueDocument): readonly string[] => {
  try {
    catalogueOf([document]);
    return [];
  } catch (error) {
    if (error instanceof CatalogueFault) return error.faults;
    throw error;
  }
};

const set = {
  id: 'covenant-ams',
  title: 'Covenant of Amsterdam',
  validFrom: '2014-07-01',
  validTo: null,
  source: 'invented',
  mark: 'assumed',
};
const agreement = {
  id: 'P-90',
  owner: 'police',
  kind: 'term',
  per: 'report',
  title: 'Told within a week',
  titleNl: 'Binnen een week verteld',
  startsOn: 'police-report.taken',
  metBy: ['employer.informed'],
  term: { n: 7, unit: 'days', basis: 'attested' },
  source: 'invented',
  mark: 'attested',
};

describe('the catalogue', () => {
  it('holds every agreement of the domain, each with its source and mark', () => {
    const { agreements } = catalogueOf();
    expect(agreements).toHaveLength(36);
    expect(agreements.every(({ source, mark }) => source !== '' && /^(verified|attested|assumed)$/.test(mark))).toBe(
      true,
    );
  });

  it.each([
    ['2010-04-01', 'ela-2010'],
    ['2013-06-30', 'ela-2010'],
    ['2013-07-01', 'ela-2013'],
    ['2010-03-31', undefined],
  ])('P-01 on %s belongs to the set %s', (on, expected) => {
    const catalogue = catalogueOf();
    const [p01] = catalogue.agreements;
    expect(p01 && setFor(catalogue, p01, on, 'PL1300')?.id).toBe(expected);
  });

  it('a covenant changes a term for its own units, from its own date', () => {
    const catalogue = catalogueOf([
      {
        sets: [
          {
            ...set,
            basedOn: 'ela-2013',
            units: ['PL1300'],
            terms: { 'P-01': { n: 4, unit: 'hours', basis: 'attested' } },
          },
        ],
      },
    ]);
    const p01 = catalogue.agreements.find(({ id }) => id === 'P-01');
    if (!p01) throw new Error('no P-01');
    const here = setFor(catalogue, p01, '2014-08-01', 'PL1300');
    expect(here?.id).toBe('covenant-ams');
    expect(here && termIn(catalogue, here, p01)).toEqual({ n: 4, unit: 'hours', basis: 'attested' });
    expect(setFor(catalogue, p01, '2014-06-30', 'PL1300')?.id).toBe('ela-2013');
    expect(setFor(catalogue, p01, '2014-08-01', 'PL1500')?.id).toBe('ela-2013');
  });

  it('a new set with agreements of its own needs no code', () => {
    expect(faultsOf({ sets: [{ ...set, includes: ['P-90'] }], agreements: [agreement] })).toEqual([]);
  });

  it.each<[string, CatalogueDocument, RegExp]>([
    [
      'an unknown event',
      { sets: [{ ...set, includes: ['P-90'] }], agreements: [{ ...agreement, metBy: ['police.slept'] }] },
      /unknown event police.slept/,
    ],
    [
      'an impossible term',
      {
        sets: [{ ...set, includes: ['P-90'] }],
        agreements: [{ ...agreement, term: { n: 0, unit: 'days', basis: 'assumed' } }],
      },
      /impossible term/,
    ],
    [
      'overlapping sets',
      { sets: [{ ...set, includes: ['P-*', 'O-*', 'C-*'] }] },
      /ela-2013 and covenant-ams are in force at the same time/,
    ],
    [
      'an agreement that is there already',
      { sets: [], agreements: [{ ...agreement, id: 'P-01' }] },
      /the agreement P-01 is there twice/,
    ],
    ['a set of nothing', { sets: [{ ...set, includes: ['X-*'] }] }, /no agreement is meant by X-\*/],
    [
      'conduct without logic',
      { sets: [], agreements: [{ ...agreement, kind: 'conduct', judgedOn: 'police-report.taken' }] },
      /there is no logic "P-90"/,
    ],
  ])('%s is refused in clear words', (_what, document, words) => {
    expect(faultsOf(document).join('\n')).toMatch(words);
  });
});
