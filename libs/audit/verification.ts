import type { Anchor, Head } from './anchor.js';
import {
  compare,
  digestOf,
  idOf,
  organisationOf,
  placeOf,
  unsealed,
  writtenAtOf,
  type EntryRow,
  type Place,
  type Seal,
} from './seal.js';

export type FindingKind =
  /** An entry is not what was sealed. */
  | 'changed'
  /** Entries that were sealed are gone, and others come after them. */
  | 'deleted'
  /** An entry came between others that were sealed before it was there. */
  | 'inserted'
  /** Entries do not stand where they stood when they were sealed. */
  | 'reordered'
  /** The end is gone: of the entries, of their seals, or of the anchors. */
  | 'truncated'
  /** The seals fit the entries, but not the anchor: both were made anew. */
  | 'rewritten'
  /** An anchor itself is not as it was cast. */
  | 'anchor'
  /** An entry waits for its seal for too long: nobody seals. */
  | 'unsealed';

export interface Finding {
  kind: FindingKind;
  organisation?: string;
  /** The entry, where it is there or its seal is. */
  entry?: string;
  words: string;
}

/** How long an entry may wait for its seal. */
export const longestWaitMicros = 60_000_000;
/** More tell nothing new. */
const mostFindings = 1_000;

interface Chain {
  number: number;
  digest: string;
  /** Seals without entries since the last that had one. */
  gone: Seal[];
}

/**
 * Checks the log as it passes by: entries and seals in the order of their places, anchors in the order in which they
 * were cast. Holds no more than the heads, however long the log is.
 */
export class Verification {
  readonly findings: Finding[] = [];
  entries = 0;
  seals = 0;
  private readonly chains = new Map<string, Chain>();
  private waiting: EntryRow[] = [];
  private readonly unlike = new Set<string>();

  /** The next place of the log: an entry, its seal, or both. */
  take(entry: EntryRow | undefined, seal: Seal | undefined): void {
    if (entry) this.entries += 1;
    if (!seal) {
      if (entry) this.waiting.push(entry);
      return;
    }
    this.seals += 1;
    this.tellInserted();
    const chain = this.chainOf(seal.organisation);
    const follows = this.follows(chain, seal);
    if (!entry) chain.gone.push(seal);
    else {
      this.tellGone(seal.organisation, chain, 'deleted');
      this.compare(chain, seal, entry, follows);
    }
    chain.number = Math.max(chain.number, seal.number);
    chain.digest = seal.digest;
  }

  /** An anchor, when all up to its place was taken. */
  witness(anchor: Anchor): void {
    for (const head of anchor.heads) if (!this.unlike.has(head[0])) this.compareHead(anchor, head);
  }

  /** The end of the log. */
  end(nowMicros: number): void {
    for (const [organisation, chain] of this.chains) this.tellGone(organisation, chain, 'truncated');
    for (const entry of this.waiting) {
      if (nowMicros - writtenAtOf(entry) > longestWaitMicros)
        this.tell('unsealed', entry, `entry ${idOf(entry)} waits for its seal for more than a minute`);
    }
  }

  find(finding: Finding): void {
    if (this.findings.length < mostFindings) this.findings.push(finding);
  }

  private chainOf(organisation: string): Chain {
    let chain = this.chains.get(organisation);
    if (!chain) {
      chain = { number: 0, digest: unsealed, gone: [] };
      this.chains.set(organisation, chain);
    }
    return chain;
  }

  private follows(chain: Chain, { organisation, number, entry }: Seal): boolean {
    if (number === chain.number + 1) return true;
    const gap = number > chain.number + 1;
    const missing = `seals ${String(chain.number + 1)} to ${String(number - 1)} are gone`;
    const words = gap ? missing : `seal ${String(number)} stands behind seal ${String(chain.number)}`;
    this.find({ kind: gap ? 'deleted' : 'reordered', organisation, entry, words });
    return false;
  }

  private compare(chain: Chain, seal: Seal, entry: EntryRow, follows: boolean): void {
    const { number } = seal;
    if (seal.entry !== idOf(entry)) {
      const words = `seal ${String(number)} was put on entry ${seal.entry}, where now entry ${idOf(entry)} stands`;
      this.find({ kind: 'reordered', organisation: seal.organisation, entry: seal.entry, words });
    } else if (follows && digestOf(chain.digest, entry) !== seal.digest) {
      const words = `entry ${seal.entry} is not what was sealed (seal ${String(number)})`;
      this.find({ kind: 'changed', organisation: seal.organisation, entry: seal.entry, words });
    }
  }

  private compareHead({ number: anchor, castAt }: Anchor, [organisation, number, digest]: Head): void {
    const chain = this.chains.get(organisation);
    if (chain?.number === number && chain.digest === digest) return;
    this.unlike.add(organisation);
    const had = chain?.number ?? 0;
    const sealedThen = `anchor ${String(anchor)} of ${castAt}`;
    if (had < number) {
      const words = `only ${String(had)} entries are sealed where ${sealedThen} has ${String(number)}: the end was cut off`;
      this.find({ kind: 'truncated', organisation, words });
    } else {
      const words = `entries up to seal ${String(number)} and their seals are not those of ${sealedThen}`;
      this.find({ kind: 'rewritten', organisation, words });
    }
  }

  /** What has no seal though later entries have: it was not there when they were sealed. */
  private tellInserted(): void {
    for (const entry of this.waiting) this.tell('inserted', entry, `entry ${idOf(entry)} was put in after the fact`);
    this.waiting = [];
  }

  private tellGone(organisation: string, chain: Chain, kind: 'deleted' | 'truncated'): void {
    for (const { entry, number } of chain.gone)
      this.find({ kind, organisation, entry, words: `entry ${entry} is gone (seal ${String(number)})` });
    chain.gone = [];
  }

  private tell(kind: FindingKind, entry: EntryRow, words: string): void {
    this.find({ kind, organisation: organisationOf(entry), entry: idOf(entry), words });
  }
}

/** Which of the two comes first, or both where they are of one place. */
export function nextOf(entry: EntryRow | undefined, seal: Seal | undefined): { entry?: EntryRow; seal?: Seal } {
  if (!entry || !seal) return { ...(entry ? { entry } : {}), ...(seal ? { seal } : {}) };
  const order = compare(placeOf(entry), seal);
  if (order === 0) return { entry, seal };
  return order < 0 ? { entry } : { seal };
}

export const isAfter = (place: Place, mark: Place): boolean => compare(place, mark) > 0;
