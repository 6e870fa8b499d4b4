import { describe, expect, it } from '@jest/globals';
import { agreementFault, keyOf, readAgreements } from './agreements.js';
import { decisionFault, readDecision } from './decisions.js';
import { moneyFaults } from './money.js';
import { notificationFault } from './notified.js';
import { leakedIn, shownIn } from './text-forms.js';
import { timelineFaults } from './timeline.js';

const happening = (type: string, minute: number) => ({ type, occurredAt: new Date(minute * 60_000).toISOString() });

describe('a timeline', () => {
  const events = [
    happening('a', 1),
    happening('c', 2),
    happening('b', 2),
    happening('agreement.met', 2),
    happening('d', 3),
  ];
  const reader = 'employer_contact@x';

  it('is as expected with the events of one moment in any order, and without those of agreements', () => {
    expect(timelineFaults(events, { as: reader, types: ['a', 'b', 'c', 'd'] })).toEqual([]);
    expect(timelineFaults(events, { as: reader, types: ['a', 'c', 'b', 'd'] })).toEqual([]);
  });

  it('shows what is missing and what is too much', () => {
    expect(timelineFaults(events, { as: reader, types: ['a', 'b', 'd'] })).toContain('+ c');
    expect(timelineFaults(events, { as: reader, types: ['a', 'b', 'c', 'x', 'd'] })).toContain('- x');
    expect(timelineFaults(events, { as: reader, types: ['b', 'a', 'c', 'd'] })).not.toEqual([]);
    expect(timelineFaults([], { as: reader, types: ['a'] })).toEqual(['- a']);
  });

  it('includes some in order', () => {
    expect(timelineFaults(events, { as: reader, includes: ['a', 'b', 'd'] })).toEqual([]);
    expect(timelineFaults(events, { as: reader, includes: ['b', 'c'] })).toEqual([]);
    expect(timelineFaults(events, { as: reader, includes: ['d', 'a'] })).toHaveLength(1);
    expect(timelineFaults(events, { as: reader, includes: ['b', 'b'] })).toHaveLength(1);
  });

  it('excludes what this reader must not see', () => {
    expect(timelineFaults(events, { as: reader, excludes: ['x'] })).toEqual([]);
    expect(timelineFaults(events, { as: reader, excludes: ['c'] })).toHaveLength(1);
  });

  it('must come in order of happening', () => {
    expect(timelineFaults([happening('b', 2), happening('a', 1)], { as: reader, includes: ['a'] })).toHaveLength(1);
  });
});

describe('a feed', () => {
  it('brings the expected in this order, among others', () => {
    expect(notificationFault(['a', 'x', 'b'], ['a', 'b'])).toBeUndefined();
    expect(notificationFault(['b', 'a'], ['a', 'b'])).toContain('b was not delivered after a');
    expect(notificationFault([], ['a'])).toContain('delivered: nothing');
  });
});

describe('an agreement', () => {
  const seen = readAgreements({
    items: [
      { agreement: 'P-01', outcome: 'met', about: { policeReport: 'p1' } },
      { agreement: 'P-01', outcome: 'running', due: '2014-03-04', about: { policeReport: 'p2' } },
      { agreement: 'V-03', outcome: 'running', due: '2014-04-22', about: { strand: 's1' } },
      { agreement: 'V-03', outcome: 'running', due: '2014-04-22', about: { strand: 's1' } },
      { agreement: 'C-01', outcome: 'met', about: { strand: 's1', part: { kind: 'file', id: 's1' } } },
      { agreement: 'C-01', outcome: 'running', about: { strand: 's1', part: { kind: 'halt-referral', id: 's1' } } },
    ],
  });
  const about = (...identifiers: string[]) => ({ identifiers: new Set(identifiers) });

  it('is told apart by what it is about', () => {
    expect(agreementFault(seen, 'P-01@police:v1', about('p1'), 'met')).toBeUndefined();
    expect(
      agreementFault(seen, 'P-01@police:v2', about('p2'), { outcome: 'running', due: '2014-03-04' }),
    ).toBeUndefined();
    expect(agreementFault(seen, 'P-01', undefined, 'met')).toContain('expected one met, found met and running');
    expect(
      agreementFault(seen, 'C-01@halt:s1', { ...about('s1'), partKind: 'halt-referral' }, 'running'),
    ).toBeUndefined();
  });

  it('that several readers see is one', () => {
    expect(agreementFault(seen, 'V-03@s1', about('s1'), 'running')).toBeUndefined();
  });

  it('differs with what was found', () => {
    expect(agreementFault(seen, 'V-03@s1', about('s1'), 'met')).toBe('expected met, found running (due 2014-04-22)');
    expect(agreementFault(seen, 'V-03@s1', about('s1'), { outcome: 'running', due: '2014-04-21' })).toContain('due');
    expect(agreementFault(seen, 'K-01', undefined, 'met')).toBe('expected met, found none');
    expect(agreementFault(seen, 'K-01', undefined, 'none')).toBeUndefined();
    expect(agreementFault(seen, 'V-03@s1', about('s1'), 'none')).toContain('found running');
  });

  it('has a reference behind the at-sign', () => {
    expect(keyOf('C-01@om:s1')).toEqual({ agreement: 'C-01', about: 'om:s1' });
    expect(keyOf('P-01')).toEqual({ agreement: 'P-01' });
  });
});

describe('a decision', () => {
  it('has its verdict and, in any order, what fails', () => {
    const seen = readDecision({ decision: { verdict: 'needs_consent', failing: ['offence', 'value'] } });
    expect(
      decisionFault(seen, { on: 'halt:s1', verdict: 'needs_consent', failing: ['value', 'offence'] }),
    ).toBeUndefined();
    expect(decisionFault(seen, { on: 'halt:s1', verdict: 'needs_consent', failing: [] })).toContain('expected failing');
    expect(decisionFault(seen, { on: 'halt:s1', verdict: 'eligible' })).toContain('found needs_consent');
    expect(decisionFault(readDecision({}), { on: 'halt:s1', verdict: 'eligible' })).toContain('no reader');
  });
});

describe('money', () => {
  it('is compared for the balances that are named', () => {
    const claim = { money: { claimedCents: 5, awardedCents: 4 } };
    expect(moneyFaults(claim, { claimedCents: 5 })).toEqual([]);
    expect(moneyFaults(claim, { awardedCents: 5, owedToStateCents: 0 })).toEqual([
      'awardedCents: expected 5, found 4',
      'owedToStateCents: expected 0, found nothing',
    ]);
    expect(moneyFaults({}, { claimedCents: 5 })).toHaveLength(1);
  });
});

describe('a hidden text', () => {
  const text = 'Wilhelmína 12';

  it.each([
    ['as it is', `x ${text} y`],
    ['in capitals', text.toUpperCase()],
    ['escaped for JSON', 'Wilhelm\\u00edna 12'],
    ['escaped for a URL', encodeURIComponent(text)],
    ['decomposed', text.normalize('NFD')],
    ['in base64', Buffer.from(text).toString('base64')],
    ['in base64, within something longer', Buffer.from(`"name":"${text}","x"`).toString('base64')],
    ['in base64url, one further', Buffer.from(`?"name":"${text}","x"`).toString('base64url')],
    ['in base64, lower-cased', Buffer.from(`<<${text.toLowerCase()}>>`).toString('base64')],
  ])('is found %s', (_how, page) => {
    expect(leakedIn(page, [text])).toEqual([text]);
  });

  it('is not found where it is not', () => {
    expect(leakedIn('Wilhelm 12', [text, 'Oosterbaan'])).toEqual([]);
  });

  it('that must be visible is found as JSON writes it', () => {
    expect(shownIn(JSON.stringify({ text: 'he said "no"' }), 'said "no"')).toBe(true);
    expect(shownIn('{}', 'no')).toBe(false);
  });
});
