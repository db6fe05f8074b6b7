// The two ways in which vPDQ hashes are written down by others (spec: vpdq, section 2).
import { ShapeError } from '@amaan/base';
import type { FrameSignal } from '../signal-set.ts';

/** A frame with its number, as the text form has it. */
export interface NumberedFrame extends FrameSignal {
  n: number;
}

const LINE = /^(\d{1,9}),(\d{1,3}),([0-9a-fA-F]{64}),(\d{1,9}(?:\.\d{1,9})?)$/;
const NUMBER = /^\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
const BEST = 100;

/**
 * Reads the text form: `frame,quality,hash,seconds` a line, any line end, the last one with or without.
 *
 * @throws ShapeError naming the first bad line; nothing of the file is taken then
 */
export function readVpdqText(text: string): NumberedFrame[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line, i) => {
    const [, n, quality, hash, t] = LINE.exec(line) ?? [];
    if (!hash || Number(quality) > BEST) throw new ShapeError(`line ${i + 1}`, 'frame,quality,hash,seconds');
    return { n: Number(n), quality: Number(quality), hash: hash.toLowerCase(), t: Number(t) };
  });
}

/** Writes the text form, each line ended. */
export function writeVpdqText(frames: readonly NumberedFrame[]): string {
  return frames.map(({ n, quality, hash, t }) => `${n},${quality},${hash},${t.toFixed(3)}\n`).join('');
}

/**
 * Reads the JSON form of python-threatexchange: a list of `hash,quality,seconds`. Its writer keeps three digits of
 * the seconds, so 100.5 arrives as `1e+02`.
 *
 * @throws ShapeError when any entry is bad, or when it is the old form, an object keyed by frame
 */
export function readVpdqJson(text: string): FrameSignal[] {
  if (text === '') return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ShapeError('', 'JSON');
  }
  if (!Array.isArray(value)) throw new ShapeError('', 'a list of "hash,quality,seconds"');
  return value.map((item: unknown, i) => {
    const parts = typeof item === 'string' ? item.split(',') : [];
    const [hash = '', quality = '', t = ''] = parts;
    const good =
      parts.length === 3 && /^[0-9a-fA-F]{64}$/.test(hash) && /^\d{1,3}$/.test(quality) && NUMBER.test(t);
    if (!good || Number(quality) > BEST) throw new ShapeError(`[${i}]`, '"hash,quality,seconds"');
    return { hash: hash.toLowerCase(), quality: Number(quality), t: Number(t) };
  });
}

/** Writes the JSON form, seconds in plain decimals with three places. */
export function writeVpdqJson(frames: readonly FrameSignal[]): string {
  return JSON.stringify(frames.map(({ hash, quality, t }) => `${hash},${quality},${t.toFixed(3)}`));
}
