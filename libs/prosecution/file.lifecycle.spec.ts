import { describe, expect, it } from '@jest/globals';
import { isRefusal } from '../platform/casework/refusal.js';
import { typesOf } from '../platform/casework/testing/drive-context.js';
import { fileStates } from './case.js';
import { fileLifecycle } from './file.lifecycle.js';
import { bodies, fileIn, give, suspect } from './testing/office.js';

const commands = Object.keys(fileLifecycle) as (keyof typeof bodies)[];
const cells = fileStates.flatMap((state) => commands.map((command) => ({ state, command })));

describe('The OM file', () => {
  it.each(fileStates.map((state) => ({ state })))('can come to $state', ({ state }) => {
    expect(fileIn(state).stateOf(suspect)).toBe(state);
  });

  it.each(cells)('$state: $command follows its row', ({ state, command }) => {
    const row = fileLifecycle[command];
    const office = fileIn(state);
    const outcome = give(office, command, bodies[command]);
    if (command === 'decideHaltConsent' || (row.from !== 'any' && !row.from.includes(state))) {
      expect(outcome).toMatchObject({ kind: 'conflict' });
      expect(office.stateOf(suspect)).toBe(state);
      return;
    }
    expect(typesOf(outcome).every((type) => row.events.includes(type))).toBe(true);
    expect(typesOf(outcome)).toHaveLength(1);
    expect(row.to === 'same' ? [state] : row.to).toContain(office.stateOf(suspect));
  });

  it('tells the new state in the event that changed it', () => {
    const outcome = give(fileIn('received'), 'dismissFile', bodies.dismissFile);
    expect(outcome).toMatchObject([
      { type: 'file.dismissed', about: { strand: suspect, part: { kind: 'file', id: suspect, state: 'dismissed' } } },
    ]);
  });

  it.each(['groundCode', 'kind', 'reason'])('is not dismissed without %s', (field) => {
    const outcome = give(fileIn('received'), 'dismissFile', { ...bodies.dismissFile, [field]: undefined });
    expect(outcome).toMatchObject({ kind: 'invalid', pointer: `/${field}` });
  });

  it('refuses fields that a command does not have', () => {
    const outcome = give(fileIn('received'), 'dismissFile', { ...bodies.dismissFile, name: 'x' });
    expect(isRefusal(outcome) && outcome.kind).toBe('invalid');
  });
});
