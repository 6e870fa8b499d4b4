import { open, type FileHandle } from 'node:fs/promises';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { anchorIn, lineOf, type SignedAnchor } from './anchor.js';

const enoughForALine = 1024 * 1024;

/**
 * The anchors outside the database, one a line, in a file that only its owner reads and that is only added to: what
 * is cut off in the database is still here. It belongs on another disk, or is to be shipped to another machine.
 */
export class AnchorFile {
  private constructor(
    private readonly file: FileHandle,
    /** The last anchor in the file. */
    private last: SignedAnchor | undefined,
  ) {}

  static async open(path: string): Promise<AnchorFile> {
    await mkdir(dirname(path), { recursive: true, mode: 0o711 });
    const file = await open(path, 'a+', 0o600);
    const { size } = await file.stat();
    const from = Math.max(0, size - enoughForALine);
    const tail = (await file.read(Buffer.alloc(size - from), 0, size - from, from)).buffer.toString('utf8');
    // A process that died while it wrote left half a line: the anchor comes again, whole, on a line of its own.
    if (tail !== '' && !tail.endsWith('\n')) await file.appendFile('\n');
    const last = tail
      .split('\n')
      .map(anchorIn)
      .findLast((anchor) => anchor !== undefined);
    return new AnchorFile(file, last);
  }

  get lastAnchor(): SignedAnchor | undefined {
    return this.last;
  }

  /** On the disk when this is done. */
  async add(anchors: readonly SignedAnchor[]): Promise<void> {
    if (anchors.length === 0) return;
    await this.file.appendFile(anchors.map(lineOf).join(''));
    await this.file.datasync();
    this.last = anchors.at(-1);
  }

  close(): Promise<void> {
    return this.file.close();
  }
}
