import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { generateKeyPairSync } from 'node:crypto';
import { Sealer, publicKeyFrom, rawPublicKey, unseal } from './sealing.js';

const pair = () => generateKeyPairSync('x25519');
const { publicKey, privateKey } = pair();
const sealer = new Sealer(rawPublicKey(publicKey));

describe('a sealed envelope', () => {
  it('opens for who has the private key, and gives back what was put in', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (contents, about) => {
        expect(unseal(privateKey, sealer.seal(contents, about), about)).toBe(contents);
      }),
    );
  });

  it('does not open for another key, about another case, or with any bit changed', () => {
    const envelope = sealer.seal({ name: 'Tamara Veldkuil' }, 'identity of one case');
    expect(() => unseal(pair().privateKey, envelope, 'identity of one case')).toThrow();
    expect(() => unseal(privateKey, envelope, 'identity of another case')).toThrow();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: envelope.length * 8 - 1 }), (bit) => {
        const changed = Buffer.from(envelope);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        // X25519 leaves the last bit of a public key out of account (RFC 7748, 5): it is in the key derivation.
        expect(() => unseal(privateKey, changed, 'identity of one case')).toThrow();
      }),
    );
  });

  it('is never the same twice, and shows nothing of what is in it', () => {
    const one = sealer.seal('Tamara Veldkuil', 'x');
    expect(one.equals(sealer.seal('Tamara Veldkuil', 'x'))).toBe(false);
    expect(one.toString('latin1')).not.toContain('Veldkuil');
  });

  it('goes to a public key as it is written down', () => {
    expect(rawPublicKey(publicKeyFrom(rawPublicKey(publicKey))).equals(rawPublicKey(publicKey))).toBe(true);
  });
});
