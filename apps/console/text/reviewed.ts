import { cases } from './case.ts';
import { clocks } from './clocks.ts';
import { codes } from './codes.ts';
import { declaration } from './declaration.ts';
import { entry } from './entry.ts';
import { exchange } from './exchange.ts';
import { law } from './law.ts';
import type { Line } from './line.ts';
import { notices } from './notice.ts';
import { operate } from './operate.ts';
import { pledge } from './pledge.ts';
import { review } from './review.ts';
import { work } from './work.ts';

/** Every string of the console. */
export const ALL: readonly (readonly [string, Line])[] = [
  cases,
  clocks,
  codes,
  declaration,
  entry,
  exchange,
  law,
  notices,
  operate,
  pledge,
  review,
  work,
].flatMap((part) => Object.entries<Line>(part));

/** Whether a native speaker of the field read all of the Urdu: until then production offers English alone. */
export const REVIEWED: boolean = ALL.every(([, { reviewer }]) => reviewer !== null);
