import { ShapeError } from './errors.ts';

/** Turns unknown input into a `T` or throws a ShapeError that names `path`. Parsers compose: see `object`. */
export type Parse<T> = (value: unknown, path?: string) => T;

/** The type that a parser gives. */
export type Parsed<P> = P extends Parse<infer T> ? T : never;

/** An optional field of `object`: absent is fine, null is not. */
export interface Optional<T> {
  readonly optional: Parse<T>;
}

type Fields = Record<string, Parse<unknown> | Optional<unknown>>;
type Flat<T> = { [K in keyof T]: T[K] };
type ObjectOf<F extends Fields> = Flat<
  { [K in keyof F as F[K] extends Parse<unknown> ? K : never]: F[K] extends Parse<infer T> ? T : never } & {
    [K in keyof F as F[K] extends Optional<unknown> ? K : never]?: F[K] extends Optional<infer T> ? T : never;
  }
>;

/** Marks a field of `object` as one that may be absent. */
export function optional<T>(parse: Parse<T>): Optional<T> {
  return { optional: parse };
}

/** An object with exactly these fields: an unknown field is refused, so nothing rides along unseen. */
export function object<F extends Fields>(fields: F): Parse<ObjectOf<F>> {
  return (value, path = '') => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new ShapeError(path, 'an object');
    for (const key of Object.keys(value))
      if (!Object.hasOwn(fields, key)) throw new ShapeError(path, 'without unknown fields');
    const out: Record<string, unknown> = {};
    for (const [key, field] of Object.entries(fields)) {
      const at = path ? `${path}.${key}` : key;
      const item = (value as Record<string, unknown>)[key];
      if (typeof field === 'function') out[key] = field(item, at);
      else if (item !== undefined) out[key] = field.optional(item, at);
    }
    return out as ObjectOf<F>;
  };
}

/** A list whose items all parse; at most `max` of them. */
export function list<T>(item: Parse<T>, max: number, min = 0): Parse<T[]> {
  return (value, path = '') => {
    if (!Array.isArray(value) || value.length > max || value.length < min)
      throw new ShapeError(path, `a list of ${min} to ${max} items`);
    return value.map((each, i) => item(each, `${path}[${i}]`));
  };
}

/** Text of `min` to `max` UTF-16 units, matching `pattern` when one is given. */
export function text(
  max: number,
  { min = 0, pattern }: { min?: number; pattern?: RegExp } = {},
): Parse<string> {
  return (value, path = '') => {
    if (typeof value !== 'string' || value.length > max || value.length < min)
      throw new ShapeError(path, `text of ${min} to ${max} characters`);
    if (pattern && !pattern.test(value)) throw new ShapeError(path, 'of the documented form');
    return value;
  };
}

/** Exactly `bytes` bytes as lower-case hex. */
export function hex(bytes: number): Parse<string> {
  const pattern = new RegExp(`^[0-9a-f]{${2 * bytes}}$`);
  return (value, path = '') => {
    if (typeof value !== 'string' || !pattern.test(value))
      throw new ShapeError(path, `${2 * bytes} lower-case hex digits`);
    return value;
  };
}

/** A whole number from `min` to `max`. */
export function integer(min: number, max: number): Parse<number> {
  return (value, path = '') => {
    if (typeof value !== 'number' || !Number.isInteger(value) || value < min || value > max)
      throw new ShapeError(path, `a whole number from ${min} to ${max}`);
    return value;
  };
}

/** A finite number from `min` to `max`. */
export function number(min: number, max: number): Parse<number> {
  return (value, path = '') => {
    if (typeof value !== 'number' || !Number.isFinite(value) || value < min || value > max)
      throw new ShapeError(path, `a number from ${min} to ${max}`);
    return value;
  };
}

/** True or false, and nothing that merely looks like it. */
export const boolean: Parse<boolean> = (value, path = '') => {
  if (typeof value !== 'boolean') throw new ShapeError(path, 'true or false');
  return value;
};

/** One of the given words or numbers. */
export function oneOf<const T extends string | number>(...words: T[]): Parse<T> {
  return (value, path = '') => {
    if (!words.includes(value as T)) throw new ShapeError(path, `one of ${words.join(', ')}`);
    return value as T;
  };
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{3})?Z$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A UTC instant as an ISO string ending in Z. */
export const instant: Parse<string> = (value, path = '') => {
  if (typeof value !== 'string' || !INSTANT.test(value) || Number.isNaN(Date.parse(value)))
    throw new ShapeError(path, 'a UTC instant like 2026-11-24T09:30:00Z');
  return value;
};

/** A day as YYYY-MM-DD. */
export const day: Parse<string> = (value, path = '') => {
  if (typeof value !== 'string' || !DAY.test(value) || Number.isNaN(Date.parse(value)))
    throw new ShapeError(path, 'a day like 2026-11-24');
  return value;
};
