/** What is looked for: the bytes, and whose they are. */
export interface Needle<Owner> {
  bytes: Buffer;
  owner: Owner;
}

// Asked for at every byte: found once.
const { imul } = Math;
const window = 6;
const base = 0x01_00_01_93;
const bits = 22;

/**
 * Looks for very many needles at once, in one pass: by the rolling hash of their first bytes (Rabin-Karp), and
 * where that is known by the bytes themselves.
 */
export class Sieve<Owner> {
  private readonly known = new Uint8Array(1 << bits);
  private readonly byHash = new Map<number, Needle<Owner>[]>();
  private readonly leaving = power(window);

  constructor(needles: readonly Needle<Owner>[]) {
    for (const needle of needles) {
      if (needle.bytes.length < window) throw new Error(`what is looked for must have at least ${window} bytes`);
      const hash = hashOf(needle.bytes);
      this.known[hash >>> (32 - bits)] = 1;
      this.byHash.set(hash, [...(this.byHash.get(hash) ?? []), needle]);
    }
  }

  find(hay: Buffer, found: (owner: Owner, at: number) => void): void {
    let hash = 0;
    for (let end = 0; end < hay.length; end += 1) {
      hash = (imul(hash, base) + hay[end]!) | 0;
      if (end >= window) hash = (hash - imul(this.leaving, hay[end - window]!)) | 0;
      if (end < window - 1 || this.known[hash >>> (32 - bits)] === 0) continue;
      const at = end - window + 1;
      for (const { bytes, owner } of this.byHash.get(hash) ?? [])
        if (hay.length - at >= bytes.length && bytes.compare(hay, at, at + bytes.length) === 0) found(owner, at);
    }
  }
}

function power(exponent: number): number {
  let result = 1;
  for (let step = 0; step < exponent; step += 1) result = imul(result, base);
  return result;
}

function hashOf(bytes: Buffer): number {
  let hash = 0;
  for (let index = 0; index < window; index += 1) hash = (imul(hash, base) + bytes[index]!) | 0;
  return hash;
}
