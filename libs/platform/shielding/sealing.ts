import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
  type KeyObject,
} from 'node:crypto';

/**
 * Sealed envelopes: whoever has the vault's public key can close one, only the vault can open it.
 * X25519, HKDF-SHA256 and AES-256-GCM, as in RFC 9180; the sender's key pair lasts for a while, the key of an
 * envelope is its own.
 */
const publicKeyLength = 32;
const saltLength = 16;
const nonce = Buffer.alloc(12);
const tagLength = 16;

export const rawPublicKey = (key: KeyObject): Buffer =>
  key.export({ type: 'spki', format: 'der' }).subarray(-publicKeyLength);

const spkiOfX25519 = Buffer.from('302a300506032b656e032100', 'hex');

export const publicKeyFrom = (raw: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([spkiOfX25519, raw]), format: 'der', type: 'spki' });

const envelopeKey = (shared: Buffer, salt: Buffer, about: string): Buffer =>
  Buffer.from(hkdfSync('sha256', shared, salt, `case chain envelope ${about}`, 32));

/** Closes envelopes for one public key. */
export class Sealer {
  private readonly own: Buffer;
  private readonly shared: Buffer;

  constructor(recipient: Buffer) {
    const { publicKey, privateKey } = generateKeyPairSync('x25519');
    this.own = rawPublicKey(publicKey);
    this.shared = diffieHellman({ privateKey, publicKey: publicKeyFrom(recipient) });
  }

  /** `about` is bound to the contents: an envelope that was moved to another case does not open. */
  seal(contents: object | string, about: string): Buffer {
    const salt = randomBytes(saltLength);
    // The key is used once, so the nonce can stand still.
    const cipher = createCipheriv('aes-256-gcm', envelopeKey(this.shared, salt, about), nonce);
    const closed = Buffer.concat([cipher.update(JSON.stringify(contents), 'utf8'), cipher.final()]);
    return Buffer.concat([this.own, salt, cipher.getAuthTag(), closed]);
  }
}

/** Opens an envelope; throws where it was changed, or is about something else. */
export function unseal(privateKey: KeyObject, envelope: Buffer, about: string): unknown {
  const sender = envelope.subarray(0, publicKeyLength);
  const salt = envelope.subarray(publicKeyLength, publicKeyLength + saltLength);
  const tag = envelope.subarray(publicKeyLength + saltLength, publicKeyLength + saltLength + tagLength);
  const shared = diffieHellman({ privateKey, publicKey: publicKeyFrom(sender) });
  const decipher = createDecipheriv('aes-256-gcm', envelopeKey(shared, salt, about), nonce);
  decipher.setAuthTag(tag);
  const closed = envelope.subarray(publicKeyLength + saltLength + tagLength);
  return JSON.parse(Buffer.concat([decipher.update(closed), decipher.final()]).toString('utf8')) as unknown;
}
