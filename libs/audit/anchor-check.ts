import type { Anchor, AnchorKey, SignedAnchor } from './anchor.js';
import type { Finding } from './verification.js';

/** One anchor as the database has it, as the file has it, or both. */
export interface AnchorPair {
  inDatabase?: SignedAnchor;
  inFile?: SignedAnchor;
}

/** An anchor is in the database for a moment before it is in the file. */
const patienceMs = 60_000;

/**
 * Checks the anchors in the order of their numbers: each signed with the key, each naming the one before it, none
 * missing, and file and database of one mind.
 */
export class AnchorCheck {
  private before = '';
  private number = 0;
  private missingFrom: number | undefined;

  constructor(
    private readonly key: AnchorKey,
    private readonly hasFile: boolean,
    private readonly nowMs: number,
    private readonly find: (finding: Finding) => void,
  ) {}

  /** The anchor to hold the log against: the file's, because who changed the log had the database. */
  take({ inDatabase, inFile }: AnchorPair): Anchor | undefined {
    const anchor = this.signed(inDatabase, 'the database');
    const witness = this.signed(inFile, 'the file');
    if (inDatabase) this.follow(inDatabase.number, anchor, inDatabase.signature);
    else this.missingFrom ??= inFile?.number;
    if (inFile && inDatabase && inFile.signature !== inDatabase.signature)
      this.tell(`anchor ${String(inFile.number)} of the database is not that of the file`);
    if (this.hasFile && anchor && !inFile && this.nowMs - Date.parse(anchor.castAt) > patienceMs)
      this.tell(`anchor ${String(anchor.number)} is not in the file`);
    return witness ?? anchor;
  }

  /** There are no more anchors. */
  end(): void {
    if (this.missingFrom === undefined) return;
    const words = `the anchors from ${String(this.missingFrom)} on are in the file, but gone from the database`;
    this.find({ kind: 'truncated', words });
  }

  private signed(anchor: SignedAnchor | undefined, where: string): Anchor | undefined {
    if (!anchor) return undefined;
    const read = this.key.read(anchor);
    if (read?.number === anchor.number) return read;
    this.tell(`anchor ${String(anchor.number)} in ${where} was not signed with the key of this system`);
    return undefined;
  }

  private follow(number: number, anchor: Anchor | undefined, signature: string): void {
    if (number !== this.number + 1) this.tell(`anchors ${String(this.number + 1)} to ${String(number - 1)} are gone`);
    else if (anchor && anchor.before !== this.before)
      this.tell(`anchor ${String(number)} does not follow the one before it`);
    this.missingFrom = undefined;
    this.number = number;
    this.before = signature;
  }

  private tell(words: string): void {
    this.find({ kind: 'anchor', words });
  }
}
