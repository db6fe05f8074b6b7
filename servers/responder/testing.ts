import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { fromUtf8, toHex } from '@amaan/base';
import {
  type CaseAccount,
  type CaseFile,
  type CaseSecrets,
  type Directory,
  identityOf,
  makeIntake,
  type News,
  openDirectory,
  parseCaseFile,
  parseNews,
  readAnswer,
  receiptKeys,
  type ReceiptKeys,
  recipientOf,
  solveProof,
  type StaffKey,
  type WriteOp,
} from '@amaan/custody';
import { type App, createLog } from '@amaan/http';
import { testStore } from '@amaan/store/testing';
import { publishDirectory } from './cases/index.ts';
import { type Config, readConfig } from './config.ts';
import { type Context, MIGRATIONS } from './context.ts';
import { loadKeys, signingKey } from './keys.ts';

/** A context on a fresh test database, with a clock that tests may set and everything that was logged. */
export interface TestContext extends Context {
  time: Date;
  readonly logged: string[];
  close(): Promise<void>;
}

/** Opens one; `config` replaces settings. */
export async function testContext(config: Partial<Config> = {}): Promise<TestContext> {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-responder-'));
  const store = await testStore<unknown>(MIGRATIONS);
  const logged: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, next) => {
      logged.push(fromUtf8(chunk));
      next();
    },
  });
  const context: TestContext = {
    config: { ...readConfig({}), folder, ...config },
    log: createLog('responder', sink),
    store,
    keys: loadKeys(folder, 'demo'),
    time: new Date('2026-11-24T13:47:11.123Z'),
    now: () => context.time,
    random: (bytes) => randomBytes(bytes),
    logged,
    close: () => store.close(),
  };
  return context;
}

/** A member of staff with keys of their own. */
export interface TestStaff extends StaffKey {
  /** What of it stands in the directory. */
  readonly key: StaffKey;
  readonly identity: string;
  readonly signSecret: Uint8Array;
}

/** Makes a caseworker who takes new cases, and publishes the directory with them. */
export async function addCaseworker(context: Context, others: readonly TestStaff[] = []): Promise<TestStaff> {
  const secret = randomBytes(32);
  const signSecret = randomBytes(32);
  const key: StaffKey = {
    id: toHex(randomBytes(16)),
    role: 'caseworker',
    recipient: recipientOf(secret),
    signKey: signingKey(signSecret).publicKey,
    intake: true,
  };
  await context.store.transaction((trx) =>
    publishDirectory(context, trx, [...others.map((other) => other.key), key]),
  );
  return { ...key, key, identity: identityOf(secret), signSecret };
}

/** Her account in a test: nothing but words, unless told otherwise. */
export function account(parts: Partial<CaseAccount> = {}): CaseAccount {
  return {
    story: {
      lang: 'en',
      forWhom: 'myself',
      situation: ['threat'],
      text: 'what happened',
      pictures: [],
      answers: [],
    },
    links: [],
    contact: { wish: 'none', how: '', when: '' },
    signals: [],
    consents: [],
    ...parts,
  };
}

/** Does what her page does, over HTTP, with a receipt of her own. */
export class Visitor {
  readonly app: App;
  readonly receipt: ReceiptKeys;
  secrets: CaseSecrets = {};
  readonly headers: Record<string, string>;
  #proof: string | undefined;

  constructor(app: App, receipt = receiptKeys(randomBytes(15)), headers: Record<string, string> = {}) {
    this.app = app;
    this.receipt = receipt;
    this.headers = headers;
  }

  /** The front page's data, its directory opened. */
  async front(): Promise<{
    directory: Directory;
    challenge: string;
    open: number;
    today: string;
    now: string;
  }> {
    const pin = (await this.app.inject({ url: '/pin.json', headers: this.headers })).json<{
      directory: string;
    }>();
    const front = (await this.app.inject({ url: '/v1/front', headers: this.headers })).json<{
      directory: { body: string };
      today: string;
      pow: { challenge: string; open: number };
    }>();
    const { issued } = JSON.parse(Buffer.from(front.directory.body, 'base64').toString()) as {
      issued: string;
    };
    const directory = openDirectory(front.directory, pin.directory, issued);
    return {
      directory,
      challenge: front.pow.challenge,
      open: front.pow.open,
      today: front.today,
      now: issued,
    };
  }

  /** A proof of work that serves every request of this visit. */
  async proof(): Promise<string> {
    if (!this.#proof) {
      const { challenge, open } = await this.front();
      this.#proof = await solveProof(challenge, this.receipt.locatorHash, open);
    }
    return this.#proof;
  }

  /** Opens a case. */
  async open(what: CaseAccount = account()): Promise<void> {
    const { directory, today } = await this.front();
    const made = await makeIntake({
      receipt: this.receipt,
      account: what,
      directory,
      on: today,
      proof: await this.proof(),
      random: (n) => randomBytes(n),
    });
    this.secrets = made.secrets;
    const answer = await this.post('/v1/cases', made.intake);
    if (answer.statusCode !== 200) throw new Error(`intake: ${answer.statusCode} ${answer.body}`);
  }

  /** Posts JSON. */
  async post(url: string, body: object): Promise<{ statusCode: number; body: string }> {
    return this.app.inject({ method: 'POST', url, payload: body, headers: this.headers });
  }

  async #page(part: 'news' | 'file', page: number): Promise<string> {
    const locator = toHex(this.receipt.locator);
    const answer = await this.post('/v1/cases/read', { v: 1, locator, part, page, pow: await this.proof() });
    return (JSON.parse(answer.body) as { sealed: string }).sealed;
  }

  /** How the case stands, or nothing when the receipt finds none. */
  async news(): Promise<News | undefined> {
    return readAnswer(this.receipt.identity, (page) => this.#page('news', page), parseNews);
  }

  /** Everything sealed. */
  async file(): Promise<CaseFile | undefined> {
    return readAnswer(this.receipt.identity, (page) => this.#page('file', page), parseCaseFile);
  }

  /** One act on the case. */
  async write(write: WriteOp): Promise<{ statusCode: number; body: string }> {
    const { locator, token } = this.receipt;
    const body = { v: 1, locator: toHex(locator), token: toHex(token), pow: await this.proof(), write };
    return this.post('/v1/cases/write', body);
  }
}

/** A random id as browsers make it. */
export function anId(): string {
  return toHex(randomBytes(16));
}
