import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TombstoneMode } from '@amaan/exchange';
import { type App, createLog } from '@amaan/http';
import type { SignalSet } from '@amaan/signal';
import { sql } from 'kysely';
import { buildApps } from '../servers/responder/apps.ts';
import { readConfig } from '../servers/responder/config.ts';
import { type Context, openContext } from '../servers/responder/context.ts';
import {
  addPartner,
  type PartnerKeys,
  shareSignals,
  withdrawSignals,
} from '../servers/responder/exchange/index.ts';

/** Our own exchange on a real database, with a clock that the checks may move. */
export interface Host {
  /** `http://127.0.0.1:PORT/v1` */
  readonly url: string;
  readonly logged: string[];
  /** The exchange's Ed25519 key, hex. */
  readonly publicKey: string;
  readonly app: App;
  /** Shares photos with these hashes as one case. */
  share(caseId: string, hashes: readonly string[]): Promise<void>;
  shareVideo(caseId: string, md5: string): Promise<void>;
  withdraw(caseId: string): Promise<void>;
  partner(code: string, tombstones?: TombstoneMode): Promise<PartnerKeys>;
  /** Every opinion that partners gave. */
  opinions(): Promise<{ value: string; decision: string | null }[]>;
  /** Moves the clock on. */
  later(seconds: number): void;
  close(): Promise<void>;
}

const COMMON = { v: 1, width: 640, height: 480, orientation: 1, bytes: 0 } as const;

/** Starts one on a fresh folder. */
export async function startHost(): Promise<Host> {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-conformance-'));
  const logged: string[] = [];
  const log = createLog('exchange', { write: (line: string) => void logged.push(line) });
  const config = readConfig({ AMAAN_DATA: folder });
  const opened = await openContext(config, log);
  return hostOn(opened, logged, () => rmSync(folder, { recursive: true, force: true }));
}

/** The same over a context that is open, and is closed with it. */
export async function hostOn(opened: Context, logged: string[], after: () => void = () => {}): Promise<Host> {
  let ahead = 0;
  const context = { ...opened, now: () => new Date(Date.now() + 1000 * ahead) };
  const app = (await buildApps(context, 'none')).exchange;
  await app.listen({ port: 0, host: '127.0.0.1' });
  const share = async (caseId: string, sets: readonly SignalSet[], exact: boolean) => {
    const signals = sets.map((set, i) => ({ signal: i.toString(16).padStart(32, '0'), set }));
    const scope = { views: false, exact };
    await context.store.transaction((trx) =>
      shareSignals(trx, context.atRest, { caseId, ageMark: 'adult', scope, signals }, context.now()),
    );
  };
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}/v1`,
    logged,
    publicKey: context.keys.exchange.publicKey,
    app,
    share: (caseId, hashes) =>
      share(
        caseId,
        hashes.map((hash) => ({ ...COMMON, contentType: 'photo', pdq: { hash, quality: 100 } })),
        false,
      ),
    shareVideo: (caseId, md5) => share(caseId, [{ ...COMMON, contentType: 'video', md5 }], true),
    withdraw: async (caseId) => {
      await context.store.transaction((trx) => withdrawSignals(trx, { caseId }, context.now()));
    },
    partner: (code, tombstones) =>
      addPartner(
        context.store.db,
        { code, name: code, ...(tombstones ? { tombstones } : {}) },
        context.now(),
      ),
    opinions: async () => {
      const { rows } = await sql<{ value: string; decision: string | null }>`
        select value, decision from exchange_opinion`.execute(context.store.db);
      return rows;
    },
    later: (seconds) => {
      ahead += seconds;
    },
    close: async () => {
      await app.close();
      await context.store.close();
      after();
    },
  };
}
