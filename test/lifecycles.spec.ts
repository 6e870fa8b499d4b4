import { describe, expect, it } from '@jest/globals';
import { offers } from '../apps/offers.js';
import { partKinds, policy, type EventType } from '../libs/contract/index.js';
import { lifecycleFaults, refuseUnfit, unreachableStates } from '../libs/platform/casework/lifecycle-faults.js';
import { halt } from '../libs/halt/halt.context.js';
import { haltRoutes } from '../libs/halt/api/routes.js';
import { vault } from '../libs/vault/vault.context.js';

describe('The tables of every context', () => {
  it.each(offers.map(({ context, routes }) => ({ name: context.name, context, routes })))(
    'fit: $name',
    ({ context, routes }) => {
      expect(lifecycleFaults(context, routes)).toEqual([]);
    },
  );

  it('have a lifecycle for every kind of part, each at one context; the vault has one of its own on the police report', () => {
    const owners = offers.filter(({ context }) => context.name !== 'vault');
    const kinds = owners.flatMap(({ context }) => Object.keys(context.lifecycles));
    expect(kinds.sort()).toEqual([...partKinds].sort());
    expect(Object.keys(vault.lifecycles)).toEqual(['police-report']);
  });
});

type Halt = typeof halt;
const lifecycle = halt.lifecycles['halt-referral'] ?? {};
const commands = halt.commands['halt-referral'] ?? {};
const with_ = (change: Partial<Halt>): Halt => ({ ...halt, ...change });
const row = { from: ['received'], to: 'same', events: ['youth.invited'] } as const;

describe('A context does not start', () => {
  it.each<[string, Halt, RegExp]>([
    [
      'with a state that cannot be reached',
      with_({ lifecycles: { 'halt-referral': { ...lifecycle, failReferral: { ...row, from: ['lost'] } } } }),
      /the state lost cannot be reached/,
    ],
    [
      'with an event that is not in the catalogue',
      with_({
        lifecycles: {
          'halt-referral': { ...lifecycle, inviteYouth: { ...row, events: ['youth.phoned' as EventType] } },
        },
      }),
      /youth\.phoned is not in the event catalogue/,
    ],
    [
      'with a command that the policy does not know',
      with_({ lifecycles: { 'halt-referral': { ...lifecycle, phoneYouth: row } } }),
      /phoneYouth has no row in the policy/,
    ],
    [
      'with a command that nothing decides',
      with_({ commands: { 'halt-referral': without(commands, 'inviteYouth') } }),
      /inviteYouth has no decision/,
    ],
    [
      'with a command of the policy that has no row',
      with_({ lifecycles: { 'halt-referral': without(lifecycle, 'inviteYouth') } }),
      /inviteYouth has no row in the lifecycle/,
    ],
    [
      'with a reaction to what is not addressed to it',
      with_({ reactions: { ...halt.reactions, 'victim.assessed': () => [] } }),
      /halt reacts to victim\.assessed, which is not addressed to it/,
    ],
    [
      'with an arrival to which it does not react',
      with_({ reactions: without(halt.reactions, 'halt-consent.given') }),
      /halt does not react to halt-consent\.given/,
    ],
  ])('%s', (_what, context, fault) => {
    expect(() => refuseUnfit(context, haltRoutes)).toThrow(fault);
  });

  it('with a command that has no route, or two', () => {
    const [first, ...others] = haltRoutes;
    expect(() => refuseUnfit(halt, others)).toThrow(`${first?.command ?? ''} has no route`);
    expect(() => refuseUnfit(halt, [...haltRoutes, ...haltRoutes.slice(0, 1)])).toThrow(/has more than one route/);
  });

  it('reaches a state by way of others only from where something begins', () => {
    const circle = { go: { ...row, from: ['b'], to: ['a'] }, back: { ...row, from: ['a'], to: ['b'] } };
    expect(unreachableStates(circle, [])).toEqual(['b', 'a']);
    expect(unreachableStates({ ...circle, make: { ...row, from: [], to: ['a'] } }, [])).toEqual([]);
    expect(Object.keys(policy['halt-referral'])).toContain('inviteYouth');
  });
});

function without<Table extends object>(table: Table, key: string): Table {
  return Object.fromEntries(Object.entries(table).filter(([name]) => name !== key)) as Table;
}
