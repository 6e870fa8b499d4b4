import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Place } from './seal.js';

/** The last seal of an organisation when the anchor was cast. */
export type Head = readonly [organisation: string, number: number, digest: string];

/** What the log was at a moment: it holds the organisations of which something was sealed since the anchor before. */
export interface Anchor {
  number: number;
  castAt: string;
  /** The signature of the anchor before; empty for the first. */
  before: string;
  /** Up to and including which entry all is sealed. */
  upTo: Place;
  heads: readonly Head[];
}

/** An anchor as it is kept: its document exactly as it was signed. */
export interface SignedAnchor {
  number: number;
  document: string;
  signature: string;
}

/** Signs anchors with a key that is not in the database: who has that open can recompute seals, but cast no anchor. */
export class AnchorKey {
  private readonly key: Buffer;

  constructor(secret: string) {
    this.key = Buffer.from(hkdfSync('sha256', secret, 'case chain', 'anchors of the access log', 32));
  }

  sign(anchor: Anchor): SignedAnchor {
    const document = JSON.stringify(anchor);
    return { number: anchor.number, document, signature: this.signatureOf(document) };
  }

  /** The anchor, unless it was not signed with this key. */
  read({ document, signature }: Pick<SignedAnchor, 'document' | 'signature'>): Anchor | undefined {
    const [ours, theirs] = [Buffer.from(this.signatureOf(document)), Buffer.from(signature)];
    if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) return undefined;
    return JSON.parse(document) as Anchor;
  }

  private signatureOf(document: string): string {
    return createHmac('sha256', this.key).update(document).digest('hex');
  }
}

/** One line of the file outside the database. */
export const lineOf = ({ document, signature }: SignedAnchor): string => `${signature} ${document}\n`;

/** The line without its end; undefined where it is none. */
export function anchorIn(line: string): SignedAnchor | undefined {
  const [, signature, document] = /^([0-9a-f]{64}) (\{.*\})$/.exec(line) ?? [];
  if (signature === undefined || document === undefined) return undefined;
  const number = Number(/^\{"number":(\d+),/.exec(document)?.[1]);
  return Number.isSafeInteger(number) ? { number, document, signature } : undefined;
}
