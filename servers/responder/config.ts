import { join, resolve } from 'node:path';
import { AmaanError } from '@amaan/base';
import { SCREEN_SETTINGS } from '@amaan/http/screen';
import type { ScreenLimits } from '@amaan/store';

/** Everything the responder takes from its environment. */
export interface Config {
  readonly profile: 'demo' | 'production';
  /** The responder's own folder: keys, database. */
  readonly folder: string;
  /** Another PostgreSQL than the embedded one. */
  readonly databaseUrl?: string;
  readonly host: string;
  readonly ports: { readonly survivor: number; readonly console: number; readonly exchange: number };
  /** Where the staff console stands, as browsers see it; passkeys are bound to it. */
  readonly consoleOrigin: string;
  /** Exact `host:port` list that link checks may look at on this machine (demo only). */
  readonly watchLocal: readonly string[];
  /** The way out for link checks, an HTTP proxy's address; each visit can be seen by the site. */
  readonly watchProxy?: string;
  /** Hosts whose links are left to people, with all below them. */
  readonly watchNot: readonly string[];
  /** Milliseconds between two rounds of sharing. Long in production, so that a record's time is not her visit's. */
  readonly shareEvery: number;
  /** Days after closing until a case is deleted. */
  readonly keepDays: number;
  /** Who of the house holds cases of minors and reports what must be reported, in words that staff read. */
  readonly minorReports?: string;
  /** Signals of one case that are shared without two people's word (abuse control P7). */
  readonly manyFiles: number;
  /** The file of widely published pictures: what she declares and is one of them waits for two people (abuse control P5). */
  readonly publishedList?: string;
  /** Of a hundred declarations that one person confirms, how many chance gives to a second one (abuse control P11). */
  readonly checkPercent: number;
  /** Zero bits of each of the 16 puzzles that opening a case costs; raised under a flood. */
  readonly workBits: number;
  /** False: another server in front serves the built pages, and this one the API alone. */
  readonly pages: boolean;
  /** A person's time at the console. */
  readonly screen: ScreenLimits;
  /** The rest, for rooms with settings of their own. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

const FIRST_PORT = 4100;

/**
 * Reads the environment, in this one place: `AMAAN_PROFILE`, `AMAAN_DATA`, `DATABASE_URL`, `PORT` (an offset),
 * `AMAAN_HOST`, `AMAAN_CONSOLE_ORIGIN`, `AMAAN_WATCH_LOCAL`, `AMAAN_WATCH_PROXY`, `AMAAN_WATCH_NOT`, `AMAAN_SHARE_SECONDS`, `AMAAN_KEEP_DAYS`,
 * `AMAAN_MINOR_REPORTS`, `AMAAN_MANY_FILES`, `AMAAN_PUBLISHED_LIST`, `AMAAN_CHECK_PERCENT`, `AMAAN_WORK_BITS`, `AMAAN_PAGES`,
 * and `SCREEN_SETTINGS`.
 *
 * @throws AmaanError `config` when a value cannot be meant
 */
export function readConfig(env: Readonly<Record<string, string | undefined>> = process.env): Config {
  const profile = env.AMAAN_PROFILE ?? 'demo';
  if (profile !== 'demo' && profile !== 'production')
    throw new AmaanError('config', 'AMAAN_PROFILE must be demo or production.');
  const offset = whole(env, 'PORT', 0, 60_000);
  const demo = profile === 'demo';
  const ports = {
    survivor: FIRST_PORT + offset,
    console: FIRST_PORT + 1 + offset,
    exchange: FIRST_PORT + 2 + offset,
  };
  return {
    profile,
    folder: join(resolve(env.AMAAN_DATA ?? 'data'), 'responder'),
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    host: env.AMAAN_HOST ?? 'localhost',
    ports,
    consoleOrigin: env.AMAAN_CONSOLE_ORIGIN ?? `http://localhost:${ports.console}`,
    watchLocal: demo
      ? (env.AMAAN_WATCH_LOCAL ?? `localhost:${4300 + offset}`).split(',').filter(Boolean)
      : [],
    ...(env.AMAAN_WATCH_PROXY ? { watchProxy: proxyOf(env.AMAAN_WATCH_PROXY) } : {}),
    watchNot: (env.AMAAN_WATCH_NOT ?? '')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter(Boolean),
    shareEvery: Math.max(250, 1000 * whole(env, 'AMAAN_SHARE_SECONDS', demo ? 0 : 900, 86_400)),
    keepDays: whole(env, 'AMAAN_KEEP_DAYS', 90, 36_500),
    ...(env.AMAAN_MINOR_REPORTS ? { minorReports: env.AMAAN_MINOR_REPORTS.slice(0, 200) } : {}),
    manyFiles: whole(env, 'AMAAN_MANY_FILES', 50, 100_000),
    ...(env.AMAAN_PUBLISHED_LIST ? { publishedList: resolve(env.AMAAN_PUBLISHED_LIST) } : {}),
    checkPercent: whole(env, 'AMAAN_CHECK_PERCENT', 5, 100),
    workBits: whole(env, 'AMAAN_WORK_BITS', 12, 20),
    pages: env.AMAAN_PAGES !== 'off',
    screen: {
      rest: whole(env, SCREEN_SETTINGS.rest, 50, 1440),
      day: whole(env, SCREEN_SETTINGS.day, 360, 1440),
    },
    env,
  };
}

function proxyOf(address: string): string {
  if (URL.canParse(address) && new URL(address).protocol === 'http:') return address;
  throw new AmaanError(
    'config',
    'AMAAN_WATCH_PROXY must be the address of an HTTP proxy, like http://host:3128.',
  );
}

function whole(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  otherwise: number,
  max: number,
): number {
  const text = env[name] ?? String(otherwise);
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > max)
    throw new AmaanError('config', `${name} must be a whole number from 0 to ${max}.`);
  return value;
}
