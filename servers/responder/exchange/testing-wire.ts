import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type ForeignRecord, readForeignPage, readRecordPage } from '@amaan/exchange';
import { type App, createApp, createLog } from '@amaan/http';
import type { SignalSet } from '@amaan/signal';
import { AtRest, type Store } from '@amaan/store';
import { testStore } from '@amaan/store/testing';
import { addPartner, exchangeRoutes, type PartnerKeys, shareSignals } from './index.ts';

const migrations = fileURLToPath(new URL('../migrations', import.meta.url));
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/** The hash that stands for a number. */
export const hashNumber = (n: number) => createHash('sha256').update(`hash ${n}`).digest('hex');

/** A photo with that hash. */
export const photo = (n: number): SignalSet => ({
  v: 1,
  contentType: 'photo',
  width: 640,
  height: 480,
  orientation: 1,
  pdq: { hash: hashNumber(n), quality: 100 },
  sha256: 'ab'.repeat(32),
  bytes: 1234,
});

/** The exchange's two wires over a database of their own, with what tests share and read. */
export class TestWire {
  readonly secret = new Uint8Array(32).fill(7);
  readonly atRest = new AtRest(this.secret);
  readonly store: Store<unknown>;
  readonly app: App;
  now = new Date('2026-11-24T08:00:00Z');
  /** Entries that opinions suspended. */
  readonly suspended: string[] = [];

  constructor(store: Store<unknown>, app: App) {
    this.store = store;
    this.app = app;
    exchangeRoutes(app, {
      db: store.db,
      transaction: (work) => store.transaction(work),
      now: () => this.now,
      name: 'helpline',
      secret: this.secret,
      atRest: this.atRest,
      sign: (bytes) => sign(null, bytes, privateKey),
      suspended: async (entries) => void this.suspended.push(...entries),
      unsendable: () => {
        throw new Error('Every set of these tests fits into a page.');
      },
    });
  }

  static async open(): Promise<TestWire> {
    const log = createLog('test', { write: () => {} });
    return new TestWire(await testStore<unknown>(migrations), await createApp({ log }));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.store.close();
  }

  /** A case shares these photos. */
  share(caseId: string, ...numbers: number[]) {
    const signals = numbers.map((n) => ({ signal: `s${n}`, set: photo(n) }));
    const scope = { views: false, exact: false };
    return this.store.transaction((trx) =>
      shareSignals(trx, this.atRest, { caseId, ageMark: 'adult', scope, signals }, this.now),
    );
  }

  partner(code: string): Promise<PartnerKeys> {
    return addPartner(this.store.db, { code, name: code }, this.now);
  }

  headers(keys: PartnerKeys, endpoint: 'fetch' | 'submit' | 'feedback') {
    return { 'ocp-apim-subscription-key': keys.subscription, 'x-functions-key': keys[endpoint] };
  }

  /** Everything on StopNCII's wire from a second on, page by page. */
  async fetchAll(keys: PartnerKeys, start = 10, pageSize = 800) {
    const records: ForeignRecord[] = [];
    let token = '';
    let checkpoint = start;
    do {
      const url = `/v1/FetchHashes?startTimestamp=${start}&pageSize=${pageSize}&nextPageToken=${token}`;
      const answer = await this.app.inject({ url, headers: this.headers(keys, 'fetch') });
      if (answer.statusCode !== 200) throw new Error(`the page was refused: ${answer.statusCode}`);
      const page = readForeignPage(answer.json());
      if (page.quarantined.length > 0) throw new Error('a record was put aside');
      if (page.nextSetTimestamp < checkpoint) throw new Error('the checkpoint went back');
      checkpoint = page.nextSetTimestamp;
      records.push(...page.records);
      token = page.hasMore ? (page.nextPageToken ?? '') : '';
    } while (token !== '');
    return { records, checkpoint };
  }

  /** A page of Amaan's own wire, its signature checked. @param reads the header of who reads later sets */
  async fetchRecords(keys: PartnerKeys, after: number, reads?: string) {
    const answer = await this.app.inject({
      url: `/exchange/v1/records?after=${after}`,
      headers: { ...this.headers(keys, 'fetch'), ...(reads && { 'amaan-signal-set': reads }) },
    });
    if (answer.statusCode !== 200) throw new Error(`the page was refused: ${answer.statusCode}`);
    const signature = String(answer.headers['amaan-signature']).replace('ed25519=', '');
    if (!verify(null, answer.rawPayload, publicKey, Buffer.from(signature, 'base64')))
      throw new Error('the page is not signed by this exchange');
    return readRecordPage(answer.json(), after);
  }
}
