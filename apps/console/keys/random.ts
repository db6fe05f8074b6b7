import { toHex } from '@amaan/base';

/** Random bytes from the browser. */
export function random(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

/** A random id, so that sending twice does once. */
export function newId(): string {
  return toHex(random(16));
}
