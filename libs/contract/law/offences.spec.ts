import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  isComplaintOffence,
  isContravention,
  isHaltOffence,
  isKnownArticle,
  isSerious,
  maximumMonths,
  offences,
} from './offences.js';

describe('offences', () => {
  it.each([
    [['266'], '2014-02-03', 3],
    [['267'], '2014-02-03', 4],
    [['285'], '2009-06-01', 24],
    [['285'], '2019-12-31', 24],
    [['285'], '2020-01-01', 36],
    [['300'], '2014-02-03', 36],
    [['266', '302'], '2014-02-03', 96],
    [['424'], '2014-02-03', 0],
    [['no-such'], '2014-02-03', 0],
    [[], '2014-02-03', 0],
  ])('%j on %s: at most %d months', (articles, on, months) => {
    expect(maximumMonths(articles, on)).toBe(months);
  });

  it.each([
    ['300', 48],
    ['300-2', 64],
    ['301', 64],
    ['302', 128],
    ['303', 192],
    ['310', 48],
  ])('Sr 304 with %s: %d months, a third more for 300-303 only', (article, months) => {
    expect(maximumMonths(['304', article], '2014-02-03')).toBe(months);
  });

  it('Sr 304 alone presupposes the simple assault', () => {
    expect(maximumMonths(['304'], '2014-02-03')).toBe(48);
  });

  it('Sr 64: complaint offences are those of the law', () => {
    expect(offences.map(({ article }) => article).filter(isComplaintOffence)).toEqual(['266', '261', '285b']);
    expect(isComplaintOffence('toString')).toBe(false);
  });

  it('knows contraventions, articles and the names of Halt', () => {
    expect(isContravention('Wp2000-72')).toBe(true);
    expect(isContravention('300')).toBe(false);
    expect(isKnownArticle('285b')).toBe(true);
    expect(isKnownArticle('constructor')).toBe(false);
    expect(isHaltOffence('truancy')).toBe(true);
    expect(isHaltOffence('350')).toBe(true);
    expect(isHaltOffence('murder')).toBe(false);
  });

  it('every offence has a mark of its own or per period', () => {
    const marks = offences.flatMap(({ mark, maxMonths }) =>
      mark ? [mark] : Array.isArray(maxMonths) ? maxMonths.map((period) => period.mark) : ['none'],
    );
    expect(marks.filter((mark) => !['verified', 'attested', 'assumed'].includes(mark))).toEqual([]);
  });

  it.each([
    [{ articles: ['266'] }, false],
    [{ articles: ['300'] }, false],
    [{ articles: ['300', '304'] }, true],
    [{ articles: ['301'] }, true],
    [{ articles: ['246'] }, true],
    [{ articles: ['266'], category: 'sexual' }, true],
    [{ articles: ['285'], weapon: true }, true],
    [{ articles: ['300'], seriousInjury: true }, true],
  ])('severity of %j is serious: %s', (facts, serious) => {
    expect(isSerious({ ...facts, on: '2014-03-03' })).toBe(serious);
  });

  it('an article more never lowers the maximum', () => {
    const article = fc.constantFrom(...offences.map((offence) => offence.article));
    fc.assert(
      fc.property(fc.array(article, { maxLength: 5 }), article, (articles, more) => {
        expect(maximumMonths([...articles, more], '2014-03-03')).toBeGreaterThanOrEqual(
          maximumMonths(articles, '2014-03-03'),
        );
      }),
    );
  });
});
