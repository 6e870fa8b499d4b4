import { describe, expect, it } from '@jest/globals';
import { Scene, assistant, hit, otherReport } from './testing/scene.js';

const redaction = { hit, replacement: 'The clerk stays at home.' };
const pass = { hit, reason: 'a farmer, not the name' };

describe('a text that the leak guard took out', () => {
  it.each([
    ['is replaced', 'redactText', redaction, 'redacted'],
    ['is let pass', 'passGuard', pass, 'passed'],
  ])('%s by the assistant prosecutor, once', (_what, command, body, how) => {
    const scene = new Scene().reported().asked();
    scene.found('text.withheld');
    expect(scene.outcome(command, assistant, body)).toEqual(['text.settled']);
    expect(scene.events.at(-1)?.data).toEqual({ hit, how });
    expect(scene.outcome('passGuard', assistant, pass)).toBe('conflict decided-before');
  });

  it('goes back by itself when the number is refused', () => {
    const scene = new Scene().reported().asked();
    scene.found('text.withheld');
    expect(scene.refusedNumber().map(({ type, data }) => [type, data])).toEqual([
      ['text.settled', { hit, how: 'returned' }],
    ]);
  });

  it('goes back at once when it was found after the number was refused', () => {
    const scene = new Scene().reported().asked();
    scene.refusedNumber();
    expect(scene.found('text.withheld').map(({ type }) => type)).toEqual(['text.settled']);
  });

  it('stays out when the number is granted, until a person decides', () => {
    const scene = new Scene().reported().asked();
    scene.found('text.withheld');
    scene.granted();
    expect(scene.events.filter(({ type }) => type === 'text.settled')).toEqual([]);
  });
});

describe('a text that was refused', () => {
  it('can be let pass, but there is nothing to replace', () => {
    const scene = new Scene().reported().asked();
    scene.found('text.refused');
    expect(scene.outcome('redactText', assistant, redaction)).toBe('conflict nothing-stored');
    expect(scene.outcome('passGuard', assistant, pass)).toEqual(['text.settled']);
  });

  it('that nobody stopped cannot be decided about', () => {
    const scene = new Scene().reported().asked();
    expect(scene.outcome('passGuard', assistant, { ...pass, hit: otherReport })).toBe('invalid unknown-hit');
  });
});
