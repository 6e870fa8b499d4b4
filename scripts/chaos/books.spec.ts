import { describe, expect, it } from '@jest/globals';
import { Books, journalOf, readAccepted, type Accepted } from './books.js';

const payment = (entry: string, events: string[]): Accepted => ({
  entry,
  caseId: 'case',
  context: 'recovery',
  command: 'recordPayment',
  part: { kind: 'claim', id: 'claim' },
  events: events.map((type) => ({ id: `${entry} ${type}`, type })),
  created: [],
  person: 'recovery_officer@somewhere',
  key: entry,
});

describe('the books of what was accepted', () => {
  it('have an entry once, also when it is answered again', () => {
    const books = new Books();
    expect(books.enter(payment('1', ['payment.received']), { reference: 'P-1', amountCents: 500 })).toBeUndefined();
    expect(books.enter(payment('1', ['payment.received']), { reference: 'P-1', amountCents: 500 })).toBeUndefined();
    expect(books.accepted).toHaveLength(1);
  });

  it('tell of an entry that is answered in two ways', () => {
    const books = new Books();
    books.enter(payment('1', ['payment.received']), { reference: 'P-1', amountCents: 500 });
    expect(books.enter(payment('1', []), { reference: 'P-1', amountCents: 500 })).toMatch(/two ways/);
  });

  it('add up what stands: payments that were told, less those that were reversed', () => {
    const books = new Books();
    books.enter(payment('1', ['payment.received']), { reference: 'P-1', amountCents: 500 });
    books.enter(payment('2', ['payment.received']), { reference: 'P-2', amountCents: 700 });
    books.enter(payment('3', ['payment.reversed']), { reference: 'P-1' });
    expect([...books.standing('claim')]).toEqual([['P-2', 700]]);
  });

  it('count no payment whose reference was known before', () => {
    const books = new Books();
    books.enter(payment('1', ['payment.received']), { reference: 'P-1', amountCents: 500 });
    books.enter(payment('2', []), { reference: 'P-1', amountCents: 900 });
    expect([...books.standing('claim')]).toEqual([['P-1', 500]]);
  });
});

describe('an answer', () => {
  const given = { command: 'requestReveal', kind: 'police-report', person: 'victim_desk@ROT', key: 'k' } as const;

  it('is entered at whoever keeps the journal: the vault for its commands on a police report', () => {
    const json = { id: 'e', caseId: 'c', part: { kind: 'police-report', id: 'p' }, events: [{ id: 'v', type: 't' }] };
    expect(readAccepted(json, given)).toMatchObject({ entry: 'e', caseId: 'c', context: 'vault', created: [] });
    expect(journalOf('police-report', 'acknowledgeReport')).toBe('police');
  });

  it('that says not what was done is none', () => {
    expect(readAccepted({ id: 'e' }, given)).toBeUndefined();
  });
});
