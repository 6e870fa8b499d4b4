import { randomBytes } from 'node:crypto';

const stockLength = 8192;

let stock = randomBytes(stockLength);
let taken = 0;

/** Random bytes, of which many are asked of the system at once: each is given out once only, to one. */
export function chance(length: number): Buffer {
  if (length > stockLength) return randomBytes(length);
  if (taken + length > stockLength) {
    // A new stock, not the old one filled again: who has some of that may still be using it.
    stock = randomBytes(stockLength);
    taken = 0;
  }
  taken += length;
  return stock.subarray(taken - length, taken);
}
