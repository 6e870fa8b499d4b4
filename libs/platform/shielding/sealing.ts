import { createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto';
import { close, open } from './closed-box.js';

/**
 * Sealed envelopes: whoever has the vault's public key can close one, only the vault can open it.
 * X25519, HKDF-SHA256 and AES-256-GCM, as in RFC 9180. The sender's key pair lasts for a while and makes one key;
 * each envelope has a nonce of its own.
 */
const publicKeyLength = 32;

export const rawPublicKey = (key: KeyObject): Buffer =>
  key.export({ type: 'spki', format: 'der' }).subarray(-publicKeyLength);

const spkiOfX25519 = Buffer.from('302a300506032b656e032100', 'hex');

export const publicKeyFrom = (raw: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([spkiOfX25519, raw]), format: 'der', type: 'spki' });

const sessionKey = (shared: Buffer, sender: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', shared, sender, 'case chain envelope', 32));

/** Closes envelopes for one public key. */
export class Sealer {
  private readonly sender: Buffer;
  private readonly key: Buffer;

  constructor(recipient: Buffer) {
    const { publicKey, privateKey } = generateKeyPairSync('x25519');
    this.sender = rawPublicKey(publicKey);
    this.key = sessionKey(diffieHellman({ privateKey, publicKey: publicKeyFrom(recipient) }), this.sender);
  }

  /** `about` is bound to the contents: an envelope that was moved to another case does not open. */
  seal(contents: object | string, about: string): Buffer {
    return Buffer.concat([this.sender, close(this.key, JSON.stringify(contents), about)]);
  }
}

/** Opens an envelope; throws where it was changed, or is about something else. */
export function unseal(privateKey: KeyObject, envelope: Buffer, about: string): unknown {
  const sender = envelope.subarray(0, publicKeyLength);
  const key = sessionKey(diffieHellman({ privateKey, publicKey: publicKeyFrom(sender) }), sender);
  return JSON.parse(open(key, envelope.subarray(publicKeyLength), about).toString('utf8')) as unknown;
}
