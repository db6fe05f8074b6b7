import { AmaanError } from '@amaan/base';

const TIMEOUT_MS = 30_000;

/** What the sweeper needs of an HMA: its REST API, and nothing beside it. */
export interface Hma {
  /** The ids of contents that are exactly this signal, disabled ones too. The caller checks the bank of each. */
  exactly(bank: string, type: SweepType, hash: string): Promise<number[]>;
  /** The content's bank and signals, or undefined when it is gone. */
  content(bank: string, id: number): Promise<{ bank: string; signals: Record<string, string> } | undefined>;
  disable(bank: string, id: number): Promise<void>;
  /** @returns whether there was something to delete */
  remove(bank: string, id: number): Promise<boolean>;
  /** The second that the exchange's fetch has come to. */
  checkpoint(exchange: string): Promise<number>;
}

export type SweepType = 'pdq' | 'video_md5';

/**
 * An HMA by its address.
 *
 * @param authorization the header that a proxy before it wants, or our own server's key
 */
export function hmaAt(address: string, authorization?: string): Hma {
  const root = address.replace(/\/+$/, '');
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${root}${path}`, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: {
        ...(authorization === undefined ? {} : { authorization }),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }).catch((cause: unknown) => {
      throw new AmaanError('hma-unreachable', 'The HMA does not answer.', { cause });
    });
    if (response.status === 404) return undefined;
    if (response.status !== 200)
      throw new AmaanError('hma-failed', `The HMA answers with status ${response.status}.`);
    try {
      return await response.json();
    } catch (cause) {
      throw new AmaanError('hma-failed', 'The HMA did not send JSON.', { cause });
    }
  };
  const pathOf = (bank: string, id: number) => `/c/bank/${encodeURIComponent(bank)}/content/${id}`;
  return {
    exactly: async (bank, type, hash) => {
      const answer = await call(
        'GET',
        `/m/raw_lookup?signal_type=${type}&signal=${hash}&include_distance=true&banks=${encodeURIComponent(bank)}`,
      );
      const matches = fieldOf(answer, 'matches');
      if (!Array.isArray(matches)) throw new AmaanError('hma-failed', 'The HMA did not send matches.');
      return matches.flatMap((match: unknown) => {
        const id = fieldOf(match, 'bank_content_id');
        // For exact types the distance is not a number: everything found is the same.
        const same = type === 'video_md5' || fieldOf(match, 'distance') === '0';
        return typeof id === 'number' && same ? [id] : [];
      });
    },
    content: async (bank, id) => {
      const answer = await call('GET', `${pathOf(bank, id)}?include_signals=true`);
      if (answer === undefined) return undefined;
      const name = fieldOf(fieldOf(answer, 'bank'), 'name');
      const signals = fieldOf(answer, 'signals');
      return {
        bank: typeof name === 'string' ? name : '',
        signals: typeof signals === 'object' && signals !== null ? (signals as Record<string, string>) : {},
      };
    },
    disable: async (bank, id) => {
      await call('PUT', pathOf(bank, id), { disable_until_ts: 0 });
    },
    remove: async (bank, id) => fieldOf(await call('DELETE', pathOf(bank, id)), 'deleted') === 1,
    checkpoint: async (exchange) => {
      const second = fieldOf(
        await call('GET', `/c/exchange/${encodeURIComponent(exchange)}/status`),
        'checkpoint_ts',
      );
      return typeof second === 'number' ? second : 0;
    },
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}
