import type { KeyServiceSettings } from '../../platform/configuration/configuration.js';
import { MasterKeyFailure, type MasterKeys, type Wrapped } from './master-keys.js';

const patienceMs = 10_000;

/** The key service does not answer, or lets nobody in: like a database that is away, tried again. */
export class KeyServiceFailure extends Error {
  override readonly name = 'KeyServiceFailure';
  readonly code = 'ECONNREFUSED';
}

interface Answered {
  data?: { ciphertext?: string; plaintext?: string; latest_version?: number };
}

/** A master key that never leaves its service: the Transit API of OpenBao and HashiCorp Vault. */
export class TransitMasterKeys implements MasterKeys {
  constructor(private readonly service: KeyServiceSettings) {}

  async wrap(dataKey: Buffer, about: string): Promise<Wrapped> {
    const { ciphertext = '' } = await this.ask('encrypt', {
      plaintext: dataKey.toString('base64'),
      associated_data: Buffer.from(about).toString('base64'),
    });
    const [, version] = /^vault:v(\d+):/.exec(ciphertext) ?? [];
    if (version === undefined) throw new KeyServiceFailure('The key service answered without a ciphertext.');
    return { wrapped: Buffer.from(ciphertext), master: this.nameOf(version) };
  }

  async unwrap({ wrapped }: Wrapped, about: string): Promise<Buffer> {
    const { plaintext } = await this.ask('decrypt', {
      ciphertext: wrapped.toString(),
      associated_data: Buffer.from(about).toString('base64'),
    });
    if (plaintext === undefined) throw new KeyServiceFailure('The key service answered without a key.');
    return Buffer.from(plaintext, 'base64');
  }

  async current(): Promise<string> {
    const { latest_version: version } = await this.ask('keys');
    if (version === undefined) throw new KeyServiceFailure('The key service has no version of the key.');
    return this.nameOf(String(version));
  }

  private nameOf(version: string): string {
    return `transit ${this.service.key} v${version}`;
  }

  private async ask(what: 'encrypt' | 'decrypt' | 'keys', body?: object): Promise<NonNullable<Answered['data']>> {
    const { url, key, token } = this.service;
    const answer = await fetch(`${url}/v1/transit/${what}/${encodeURIComponent(key)}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'X-Vault-Token': token, 'Content-Type': 'application/json' },
      // Whoever answers with another address does not get the token.
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch((error: unknown) => {
      throw new KeyServiceFailure(`The key service at ${url} does not answer.`, { cause: error });
    });
    // What it was asked is wrong: it was closed with another key, or is about something else.
    if (answer.status === 400) throw new MasterKeyFailure(`The key service does not ${what} this (400).`);
    if (!answer.ok) throw new KeyServiceFailure(`The key service refuses to ${what} (${String(answer.status)}).`);
    return ((await answer.json()) as Answered).data ?? {};
  }
}
