import { readFile } from 'node:fs/promises';
import type { Hosted } from './hosted.ts';

/** A platform's gate and the key that it gave the site. */
export interface Gate {
  readonly url: string;
  readonly key: string;
}

/** What came of one item. */
export type Answer =
  | { readonly item: string; readonly decision: 'allow' | 'review'; readonly matches: readonly unknown[] }
  | { readonly item: string; readonly error: string };

const TRIES = 8;
const TIMEOUT_MS = 180_000;
const LONGEST_PAUSE_MS = 60_000;

/** Asks about one item in the slow lane, patiently: the gate says when to come back. Never throws. */
export async function askSlowly(
  gate: Gate,
  { item, at }: Hosted,
  pause: (ms: number) => Promise<void>,
): Promise<Answer> {
  const remote = /^https?:\/\//.test(at);
  const body = remote ? JSON.stringify({ v: 1, url: at }) : await readFile(at).catch(() => undefined);
  if (body === undefined) return { item, error: 'not-readable' };
  for (let tried = 1; ; tried++) {
    let wait = Math.min(LONGEST_PAUSE_MS, 500 * 2 ** tried);
    let code = 'unreachable';
    try {
      const response = await fetch(`${gate.url}/v1/match?lane=slow&item=${item}`, {
        method: 'POST',
        redirect: 'error', // a redirect would carry our key to another host
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          authorization: `Bearer ${gate.key}`,
          'content-type': remote ? 'application/json' : 'application/octet-stream',
        },
        body: typeof body === 'string' ? body : new Uint8Array(body),
      });
      const answer = (await response.json()) as { code?: string } & Extract<Answer, { decision: unknown }>;
      if (response.ok) return { item, decision: answer.decision, matches: answer.matches };
      code = answer.code ?? String(response.status);
      wait = Math.max(wait, 1000 * Number(response.headers.get('retry-after') ?? 0));
      const hopeless = response.status < 500 && response.status !== 408 && response.status !== 429;
      if (hopeless) return { item, error: code };
    } catch {
      // No answer in time, or none at all: try again.
    }
    if (tried === TRIES) return { item, error: code };
    await pause(wait);
  }
}
