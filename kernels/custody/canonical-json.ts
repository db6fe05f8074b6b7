import { ShapeError, toUtf8 } from '@amaan/base';

/**
 * One text for one value: JSON after RFC 8785 (sorted keys, shortest numbers, no white space). What JSON cannot carry
 * exactly is refused, not rounded: undefined, NaN, functions, big integers and lone surrogates.
 *
 * @throws ShapeError naming the place
 */
export function canonicalJson(value: unknown, path = ''): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new ShapeError(path, 'a finite number');
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new ShapeError(path, 'well-formed text');
    return JSON.stringify(value);
  }
  if (Array.isArray(value))
    return `[${value.map((item, i) => canonicalJson(item, `${path}[${i}]`)).join(',')}]`;
  if (typeof value !== 'object') throw new ShapeError(path, 'a value that JSON can hold');
  // The default order of sort() is by UTF-16 code unit, which is the order that RFC 8785 asks for.
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries
    .map(([key, item]) => `${canonicalJson(key, path)}:${canonicalJson(item, path ? `${path}.${key}` : key)}`)
    .join(',')}}`;
}

/** The UTF-8 bytes of `canonicalJson`: what is hashed and signed. */
export function canonicalBytes(value: unknown): Uint8Array<ArrayBuffer> {
  return toUtf8(canonicalJson(value));
}
