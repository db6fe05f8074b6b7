import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PartnerKeys } from '../servers/responder/exchange/index.ts';
import type { Environment } from './venv.ts';

/** What one run of the command gave. */
export interface Ran {
  readonly code: number;
  readonly out: string;
}

/** The unmodified `tx` command as one subscriber, with a state of its own. */
export class Tx {
  readonly #environment: Environment;
  readonly #state = mkdtempSync(join(tmpdir(), 'amaan-tx-'));
  readonly #keys: string;

  constructor(environment: Environment, fetchKey: string, subscription: string, url: string) {
    this.#environment = environment;
    this.#keys = `${fetchKey},${subscription},${url}`;
  }

  /** With the keys that the host handed out. */
  static of(environment: Environment, keys: PartnerKeys, url: string): Tx {
    return new Tx(environment, keys.fetch, keys.subscription, url);
  }

  run(...args: string[]): Promise<Ran> {
    const env = { ...process.env, TX_STATEDIR: this.#state, TX_STOPNCII_KEYS: this.#keys };
    return new Promise((done) =>
      execFile(this.#environment.tx, args, { env, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) =>
        done({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out: `${out}${err}` }),
      ),
    );
  }

  /** Names the exchange in a fresh state. */
  async begin(): Promise<void> {
    await this.run('config', 'collab', 'edit', 'stop_ncii', '--create', 'HUB');
  }

  /** The number of signals of this type in the client's own store. */
  async count(type: string): Promise<number> {
    const { out } = await this.run('dataset');
    return Number(new RegExp(`^\\s*${type}\\s*:?\\s+(\\d+)`, 'm').exec(out)?.[1] ?? 0);
  }

  end(): void {
    rmSync(this.#state, { recursive: true, force: true });
  }
}
