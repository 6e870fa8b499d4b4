import { createHash } from 'node:crypto';
import { close, open } from '../../platform/shielding/closed-box.js';

/** A data key as it may be kept: closed with the master key of this name. */
export interface Wrapped {
  wrapped: Buffer;
  master: string;
}

/** Where data keys are closed and opened: a key file, the environment, or a service that never shows its key. */
export interface MasterKeys {
  wrap(dataKey: Buffer, about: string): Promise<Wrapped>;
  /** Throws where the master key is gone, or the wrapped key is of something else. */
  unwrap(wrapped: Wrapped, about: string): Promise<Buffer>;
  /** The name of the key that now wraps: all under another name are to be wrapped anew. */
  current(): Promise<string>;
}

/** None of the master keys that are at hand is the one that this was wrapped with. */
export class MasterKeyFailure extends Error {
  override readonly name = 'MasterKeyFailure';
}

/** Told apart by a fingerprint: the name says nothing about the key. */
export const nameOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 16);

/**
 * Master keys in memory, the newest first. Asked for anew when one is not known, and whenever something is closed:
 * a file may have been rotated, and what is closed with a key that goes would be lost with it.
 */
export class LocalMasterKeys implements MasterKeys {
  private keys: readonly Buffer[] = [];

  constructor(private readonly read: () => Promise<readonly Buffer[]>) {}

  async wrap(dataKey: Buffer, about: string): Promise<Wrapped> {
    const key = await this.newest();
    return { wrapped: close(key, dataKey, about), master: nameOf(key) };
  }

  async unwrap({ wrapped, master }: Wrapped, about: string): Promise<Buffer> {
    const key = await this.named(master);
    return open(key, wrapped, about);
  }

  async current(): Promise<string> {
    return nameOf(await this.newest());
  }

  private async newest(): Promise<Buffer> {
    this.keys = await this.read();
    const [key] = this.keys;
    if (!key) throw new MasterKeyFailure('There is no master key.');
    return key;
  }

  private async named(name: string): Promise<Buffer> {
    const known = this.keys.find((key) => nameOf(key) === name);
    if (known) return known;
    this.keys = await this.read();
    const found = this.keys.find((key) => nameOf(key) === name);
    if (found) return found;
    throw new MasterKeyFailure(
      `The master key ${name} of the vault is not at hand. Set VAULT_MASTER_KEY or VAULT_MASTER_KEY_FILE to the key with which this database was made.`,
    );
  }
}
