import { createHmac, hash, hkdfSync, timingSafeEqual } from 'node:crypto';
import { close, open } from './closed-box.js';

const derived = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'case chain', purpose, 32));

/**
 * The key under which the leak guard knows what it must not let through. It is not in the database: who has copied
 * that cannot try names on it. Every process that takes texts has it; it opens no identity.
 */
export class GuardKey {
  private readonly forMarks: Buffer;
  private readonly forShapes: Buffer;
  private readonly forRequests: Buffer;

  constructor(secret: string) {
    this.forMarks = derived(secret, 'leak guard marks');
    this.forShapes = derived(secret, 'leak guard shapes');
    this.forRequests = derived(secret, 'fingerprints');
  }

  /** One mark of a person in one case: that it is the same person in another case cannot be seen. */
  markOf(caseId: string, mark: string): string {
    // SHA-3 under a key in front of the message is sound as it is, and a fraction of what HMAC costs.
    const message = Buffer.concat([this.forMarks, Buffer.from(`${caseId} ${mark}`)]);
    return hash('sha3-256', message, 'base64').slice(0, 27);
  }

  /** That a text, a request or a reference is the same as before, without telling what it is. */
  fingerprintOf(text: string): string {
    return createHmac('sha256', this.forRequests).update(text).digest('base64');
  }

  isFingerprint(text: string, fingerprint: string): boolean {
    const [ours, theirs] = [Buffer.from(this.fingerprintOf(text)), Buffer.from(fingerprint)];
    return ours.length === theirs.length && timingSafeEqual(ours, theirs);
  }

  /** What to look for, without what it is, is kept from who reads the database as well: lengths of names tell much. */
  close(shapes: object): Buffer {
    return close(this.forShapes, JSON.stringify(shapes), '');
  }

  open(closed: Buffer): unknown {
    return JSON.parse(open(this.forShapes, closed, '').toString('utf8')) as unknown;
  }
}
