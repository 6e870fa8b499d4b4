import { describe, expect, it } from '@jest/globals';
import { GuardKey } from './guard-key.js';

const key = new GuardKey('the key of one installation, forty characters');
const other = new GuardKey('the key of another installation, as long.');

describe('what the database keeps for the leak guard', () => {
  it('cannot be compared with a name by who does not have the key', () => {
    expect(key.markOf('case 1', 'word:veldkuil')).not.toBe(other.markOf('case 1', 'word:veldkuil'));
    expect(key.markOf('case 1', 'word:veldkuil')).toBe(key.markOf('case 1', 'word:veldkuil'));
  });

  it('does not tell that it is the same person in another case', () => {
    expect(key.markOf('case 1', 'word:veldkuil')).not.toBe(key.markOf('case 2', 'word:veldkuil'));
  });

  it('does not tell how long a name is: the shapes are closed, and closed differently each time', () => {
    const shapes = [{ kind: 'word', length: 8 }];
    const closed = key.close(shapes);
    expect(key.open(closed)).toEqual(shapes);
    expect(closed.equals(key.close(shapes))).toBe(false);
    expect(() => other.open(closed)).toThrow();
    expect(closed.toString('latin1')).not.toContain('word');
  });

  it('tells that a request is the same as before, and nothing else of it', () => {
    const fingerprint = key.fingerprintOf('a body with a name');
    expect(key.isFingerprint('a body with a name', fingerprint)).toBe(true);
    expect(key.isFingerprint('a body with another', fingerprint)).toBe(false);
    expect(key.isFingerprint('a body with a name', 'short')).toBe(false);
    expect(other.isFingerprint('a body with a name', fingerprint)).toBe(false);
  });
});
