import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TransitServer {
  url: string;
  token: string;
  /** A new version of the key on top, as `transit/keys/:name/rotate` makes one. */
  rotate(): void;
  /** The least version that still opens, as `min_decryption_version`. */
  opensFrom(version: number): void;
  close(): Promise<void>;
}

interface Asked {
  plaintext?: string;
  ciphertext?: string;
  associated_data?: string;
}

/** As much of the Transit API as the vault asks of it, with AES-256-GCM behind it as there. */
export async function transitServer(key: string): Promise<TransitServer> {
  const token = 'the token of the vault in tests';
  const versions = [randomBytes(32)];
  let least = 1;

  const answers: Record<string, (asked: Asked) => object | undefined> = {
    [`POST /v1/transit/encrypt/${key}`]: ({ plaintext = '', associated_data: about = '' }) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', versions.at(-1)!, nonce).setAAD(Buffer.from(about, 'base64'));
      const closed = Buffer.concat([cipher.update(Buffer.from(plaintext, 'base64')), cipher.final()]);
      const sealed = Buffer.concat([nonce, cipher.getAuthTag(), closed]).toString('base64');
      return { ciphertext: `vault:v${String(versions.length)}:${sealed}`, key_version: versions.length };
    },
    [`POST /v1/transit/decrypt/${key}`]: ({ ciphertext = '', associated_data: about = '' }) => {
      const [, version = '0', sealed = ''] = /^vault:v(\d+):(.+)$/.exec(ciphertext) ?? [];
      const secret = versions[Number(version) - 1];
      if (!secret || Number(version) < least) return undefined;
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12));
      decipher.setAAD(Buffer.from(about, 'base64')).setAuthTag(bytes.subarray(12, 28));
      try {
        const plain = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]);
        return { plaintext: plain.toString('base64') };
      } catch {
        return undefined;
      }
    },
    [`GET /v1/transit/keys/${key}`]: () => ({ latest_version: versions.length, type: 'aes256-gcm96' }),
  };

  const server = createServer((request, response) => {
    void bodyOf(request).then((asked) => {
      const answer = answers[`${request.method ?? ''} ${request.url ?? ''}`];
      const data = answer?.(asked);
      const isKnown = request.headers['x-vault-token'] === token;
      response.statusCode = !isKnown ? 403 : !answer ? 404 : data ? 200 : 400;
      response.end(JSON.stringify(isKnown && data ? { data } : { errors: ['refused'] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    token,
    rotate: () => void versions.push(randomBytes(32)),
    opensFrom: (version) => (least = version),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function bodyOf(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Asked);
}
