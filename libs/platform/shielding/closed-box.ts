import { createCipheriv, createDecipheriv } from 'node:crypto';
import { chance } from '../identifiers/chance.js';

const nonceLength = 12;
const tagLength = 16;

/** AES-256-GCM: nonce, tag, and what was closed. `about` is bound to it: moved to something else it does not open. */
export function close(key: Buffer, contents: Buffer | string, about: string): Buffer {
  const nonce = chance(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about));
  const body = Buffer.concat([cipher.update(Buffer.from(contents)), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]);
}

/** Throws where it was changed, closed with another key, or is about something else. */
export function open(key: Buffer, box: Buffer, about: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, nonceLength)).setAAD(Buffer.from(about));
  decipher.setAuthTag(box.subarray(nonceLength, nonceLength + tagLength));
  return Buffer.concat([decipher.update(box.subarray(nonceLength + tagLength)), decipher.final()]);
}
