import { randomBytes } from 'node:crypto';
import { toHex } from '@amaan/base';
import {
  type CaseAccount,
  type CaseFile,
  type CaseSecrets,
  type Directory,
  intakeGroup,
  keysDigest,
  makeIntake,
  type News,
  openDirectory,
  parseCaseFile,
  parseNews,
  type Read,
  readAnswer,
  receiptKeys,
  type ReceiptKeys,
  recipientOf,
  solveProof,
  type StaffKey,
  type WriteOp,
} from '@amaan/custody';
import type { App } from '@amaan/http';

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

/** A server's answer, as far as a page looks at it. */
export interface Reply {
  readonly statusCode: number;
  readonly body: string;
}

interface Front {
  readonly directory: { readonly body: string };
  readonly today: string;
  readonly pow: { readonly challenge: string; readonly open: number };
}

/** Someone to seal to where the directory is empty: the server does not look at whom grants are for. */
const SOMEBODY: StaffKey = {
  id: 'a'.repeat(32),
  role: 'caseworker',
  recipient: recipientOf(randomBytes(32)),
  signKey: 'b'.repeat(64),
  intake: true,
};

type WithoutUnder<T> = T extends { under: string } ? Omit<T, 'under'> & { under?: string } : T;
/** An act as a test writes it. */
export type Act = WithoutUnder<WriteOp>;
const UNDER: ReadonlySet<string> = new Set(['message', 'links', 'words', 'share', 'unshare', 'replace']);

/** Does what her page does, over HTTP or straight into an app, with a receipt of her own. */
export class Visitor {
  readonly server: App | string;
  readonly receipt: ReceiptKeys;
  secrets: CaseSecrets = {};
  readonly headers: Record<string, string>;
  #proof: string | undefined;
  /** The digest of the case's keys as they were last seen, as the page keeps it. */
  under = '0'.repeat(64);

  constructor(
    server: App | string,
    receipt = receiptKeys(randomBytes(15)),
    headers: Record<string, string> = {},
  ) {
    this.server = server;
    this.receipt = receipt;
    this.headers = headers;
  }

  /** The front page's data, its directory opened. */
  async front(): Promise<{ directory: Directory; challenge: string; open: number; today: string }> {
    const pin = JSON.parse((await this.#send('/pin.json')).body) as { directory: string };
    const front = JSON.parse((await this.#send('/v1/front')).body) as Front;
    const { issued } = JSON.parse(Buffer.from(front.directory.body, 'base64').toString()) as {
      issued: string;
    };
    const opened = openDirectory(front.directory, pin.directory, issued);
    const directory = intakeGroup(opened).length > 0 ? opened : { ...opened, staff: [SOMEBODY] };
    return { directory, challenge: front.pow.challenge, open: front.pow.open, today: front.today };
  }

  /** A proof of work that serves every request of this visit. */
  async proof(): Promise<string> {
    if (!this.#proof) {
      const { challenge, open } = await this.front();
      this.#proof = await solveProof(challenge, this.receipt.locatorHash, open);
    }
    return this.#proof;
  }

  /** What opens a case, ready to be sent to `/v1/cases`. */
  async intake(what: CaseAccount = account()): Promise<object> {
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
    this.under = keysDigest(made.intake.keys);
    return made.intake;
  }

  /** Opens a case. */
  async open(what: CaseAccount = account()): Promise<void> {
    const answer = await this.post('/v1/cases', await this.intake(what));
    if (answer.statusCode !== 200) throw new Error(`intake: ${answer.statusCode} ${answer.body}`);
  }

  /** Posts JSON. */
  async post(path: string, body: object): Promise<Reply> {
    return this.#send(path, body);
  }

  async #send(path: string, body?: object): Promise<Reply> {
    const { server, headers } = this;
    const method = body ? 'POST' : 'GET';
    if (typeof server !== 'string')
      return server.inject({ method, url: path, headers, ...(body ? { payload: body } : {}) });
    const answer = await fetch(`${server}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { statusCode: answer.status, body: await answer.text() };
  }

  async #page(part: Read['part'], page: number, item?: string): Promise<string> {
    const locator = toHex(this.receipt.locator);
    const answer = await this.post('/v1/cases/read', {
      v: 1,
      locator,
      part,
      page,
      ...(item === undefined ? {} : { item }),
      pow: await this.proof(),
    });
    return (JSON.parse(answer.body) as { sealed: string }).sealed;
  }

  /** How the case stands, or nothing when the receipt finds none. */
  async news(): Promise<News | undefined> {
    const news = await readAnswer(this.receipt.identity, (page) => this.#page('news', page), parseNews);
    if (news) this.under = keysDigest(news.keys);
    return news;
  }

  /** Everything sealed, or one part of it. */
  async file(part: Exclude<Read['part'], 'news'> = 'file', item?: string): Promise<CaseFile | undefined> {
    return readAnswer(this.receipt.identity, (page) => this.#page(part, page, item), parseCaseFile);
  }

  /** One act on the case, under its keys as they were last seen. */
  async write(act: Act): Promise<Reply> {
    const { locator, token } = this.receipt;
    const write = UNDER.has(act.op) ? { under: this.under, ...act } : act;
    const body = { v: 1, locator: toHex(locator), token: toHex(token), pow: await this.proof(), write };
    return this.post('/v1/cases/write', body);
  }
}

/** A random id as browsers make it. */
export function anId(): string {
  return toHex(randomBytes(16));
}
