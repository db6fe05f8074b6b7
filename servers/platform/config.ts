import type { BlockList } from 'node:net';
import { join, resolve } from 'node:path';
import { AmaanError } from '@amaan/base';
import { SCREEN_SETTINGS } from '@amaan/http/screen';
import type { ScreenLimits } from '@amaan/store';
import { addressList, hostList } from './address-lists.ts';

/** Everything the platform takes from its environment. */
export interface Config {
  readonly profile: 'demo' | 'production';
  /** The platform's own folder: keys, database, held media. */
  readonly folder: string;
  /** Where servers on one machine hand each other keys (demo). */
  readonly handover: string;
  readonly databaseUrl?: string;
  readonly host: string;
  readonly ports: { readonly gate: number; readonly hma: number };
  /** The file of keys that the exchange gave us. */
  readonly exchangeKeyFile: string;
  /** Milliseconds between two looks at the exchange. */
  readonly pollEvery: number;
  /** The bank and threshold for what comes from the exchange. */
  readonly exchangeBank: string;
  readonly exchangeThreshold: number;
  /** Where the site takes our messages. */
  readonly siteHook: string;
  /** How many milliseconds the site has for taking a message or answering a question, to its last byte. */
  readonly siteWait: number;
  readonly review: {
    /** A claim ends by itself after so many milliseconds. */
    readonly claimFor: number;
    /** How many pictures one reviewer reveals in a day. */
    readonly reveals: number;
    /** An upload must be decided within so many milliseconds. */
    readonly dueAfter: number;
    /** An appeal must be decided within so many milliseconds. */
    readonly appealDueAfter: number;
    /** Whether every removal needs two people, or only those that the policy names. */
    readonly twoPeople: 'policy' | 'always';
    /** How many of a hundred removals, chosen by chance, a second person looks at again. */
    readonly checkPercent: number;
  };
  /** Who in this organisation reports what may show a minor, for its reviewers to read (minors, T3). */
  readonly minorReports?: string;
  /** Hosts (`host` or `host:port`) that the gate may fetch a picture from. */
  readonly fetchHosts: readonly string[];
  /** Addresses whose clients need no key at the HMA-compatible origin. */
  readonly hmaAddresses: BlockList;
  /** How many people a change of a bank's rules needs. */
  readonly ruleChanges: 'one' | 'two';
  /** Different hashes around one signal, without a file behind them, that a key may ask about in a day; 0: any. */
  readonly probes: number;
  /** Different contents that may answer a key's questions without a file behind them in a day; 0: any. */
  readonly bareMatches: number;
  /** Requests a second that one key may make. */
  readonly keyRate: number;
  /** A reviewer's time at the console. */
  readonly screen: ScreenLimits;
  readonly env: Readonly<Record<string, string | undefined>>;
}

type Env = Readonly<Record<string, string | undefined>>;
const GATE_PORT = 4200;
const BOARD_PORT = 4300;
const MINUTE = 60_000;

/**
 * Reads the environment, in this one place: `AMAAN_PROFILE`, `AMAAN_DATA`, `DATABASE_URL`, `PORT` (an offset),
 * `AMAAN_HOST`, `AMAAN_EXCHANGE_KEY_FILE`, `AMAAN_EXCHANGE_POLL_MS`, `AMAAN_EXCHANGE_BANK`, `AMAAN_EXCHANGE_THRESHOLD`,
 * `AMAAN_SITE_HOOK`, `AMAAN_SITE_WAIT_MS`, `AMAAN_REVIEW_MINUTES`, `AMAAN_REVEALS`, `AMAAN_TWO_PEOPLE` (policy or always),
 * `AMAAN_CHECK_PERCENT`, `AMAAN_MINOR_REPORTS`, `AMAAN_FETCH_HOSTS`, `AMAAN_HMA_ADDRESSES`,
 * `AMAAN_RULE_CHANGES` (one or two people), `AMAAN_PROBES`,
 * `AMAAN_BARE_MATCHES`, `AMAAN_KEY_RATE`, and `SCREEN_SETTINGS`.
 *
 * @throws AmaanError `config` when a value cannot be meant
 */
export function readConfig(env: Env = process.env): Config {
  const profile = env.AMAAN_PROFILE ?? 'demo';
  if (profile !== 'demo' && profile !== 'production')
    throw new AmaanError('config', 'AMAAN_PROFILE must be demo or production.');
  const offset = whole(env, 'PORT', 0, 60_000);
  const data = resolve(env.AMAAN_DATA ?? 'data');
  const handover = join(data, 'handover');
  return {
    profile,
    folder: join(data, 'platform'),
    handover,
    ...(env.DATABASE_URL ? { databaseUrl: env.DATABASE_URL } : {}),
    host: env.AMAAN_HOST ?? 'localhost',
    ports: { gate: GATE_PORT + offset, hma: GATE_PORT + 1 + offset },
    exchangeKeyFile: env.AMAAN_EXCHANGE_KEY_FILE ?? join(handover, 'exchange.json'),
    pollEvery: whole(env, 'AMAAN_EXCHANGE_POLL_MS', profile === 'demo' ? 500 : 30_000, 86_400_000),
    exchangeBank: env.AMAAN_EXCHANGE_BANK ?? 'HELPLINE',
    exchangeThreshold: whole(env, 'AMAAN_EXCHANGE_THRESHOLD', 31, 31),
    siteHook: env.AMAAN_SITE_HOOK ?? `http://localhost:${BOARD_PORT + offset}/hooks/amaan`,
    siteWait: whole(env, 'AMAAN_SITE_WAIT_MS', 10_000, 600_000, 100),
    review: {
      claimFor: 15 * MINUTE,
      reveals: whole(env, 'AMAAN_REVEALS', 60, 100_000),
      dueAfter: MINUTE * whole(env, 'AMAAN_REVIEW_MINUTES', 24 * 60, 100_000),
      appealDueAfter: 7 * 24 * 60 * MINUTE,
      twoPeople: env.AMAAN_TWO_PEOPLE === 'always' ? 'always' : 'policy',
      checkPercent: whole(env, 'AMAAN_CHECK_PERCENT', 5, 100),
    },
    ...(env.AMAAN_MINOR_REPORTS ? { minorReports: env.AMAAN_MINOR_REPORTS.slice(0, 200) } : {}),
    fetchHosts: hostList('AMAAN_FETCH_HOSTS', env.AMAAN_FETCH_HOSTS),
    hmaAddresses: addressList('AMAAN_HMA_ADDRESSES', env.AMAAN_HMA_ADDRESSES),
    ruleChanges: ruleChanges(env, profile === 'demo' ? 'one' : 'two'),
    probes: whole(env, 'AMAAN_PROBES', 100, 1_000_000),
    bareMatches: whole(env, 'AMAAN_BARE_MATCHES', 1000, 1_000_000),
    keyRate: whole(env, 'AMAAN_KEY_RATE', 0, 1_000_000),
    screen: {
      rest: whole(env, SCREEN_SETTINGS.rest, 50, 1440),
      day: whole(env, SCREEN_SETTINGS.day, 240, 1440),
    },
    env,
  };
}

function ruleChanges(env: Env, otherwise: 'one' | 'two'): 'one' | 'two' {
  const { AMAAN_RULE_CHANGES: people = otherwise } = env;
  if (people !== 'one' && people !== 'two')
    throw new AmaanError('config', 'AMAAN_RULE_CHANGES must be one or two.');
  return people;
}

function whole(env: Env, name: string, otherwise: number, max: number, min = 0): number {
  const text = env[name] ?? String(otherwise);
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > max || value < min)
    throw new AmaanError('config', `${name} must be a whole number from ${min} to ${max}.`);
  return value;
}
