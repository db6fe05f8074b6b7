import { connect, type Socket } from 'node:net';

/** What a paced run found. */
export interface Paced {
  /** Milliseconds from the moment a call was due to its whole answer, ascending. */
  readonly latencies: Float64Array;
  /** Answers that were not 200, and calls without an answer. */
  readonly failed: number;
}

const HEAD_END = Buffer.from('\r\n\r\n');

/** One connection that carries one call at a time. */
class Line {
  readonly #socket: Socket;
  #seen: Buffer = Buffer.alloc(0);
  #done: ((ok: boolean) => void) | undefined;

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (piece) => this.#take(piece));
    const gone = () => this.#end(false);
    this.#socket.on('error', gone).on('close', gone);
  }

  /** Sends a whole request. @returns whether the answer was 200 */
  send(request: Buffer): Promise<boolean> {
    return new Promise((resolve) => {
      this.#done = resolve;
      this.#socket.write(request);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #end(ok: boolean): void {
    this.#done?.(ok);
    this.#done = undefined;
  }

  #take(piece: Buffer): void {
    this.#seen = this.#seen.length === 0 ? piece : Buffer.concat([this.#seen, piece]);
    const head = this.#seen.indexOf(HEAD_END);
    if (head < 0) return;
    const text = this.#seen.toString('latin1', 0, head);
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
    if (this.#seen.length < head + HEAD_END.length + length) return;
    this.#seen = Buffer.alloc(0);
    this.#end(text.startsWith('HTTP/1.1 200 '));
  }
}

/**
 * Sends requests evenly, `rate` a second, whatever the answers do: a call that finds no free connection waits, and the
 * wait counts. Tools that send each second's share in one burst would measure the burst.
 *
 * @param requests whole HTTP/1.1 requests, used in turn
 */
export async function pace(
  port: number,
  requests: readonly Buffer[],
  { rate, seconds, connections }: { rate: number; seconds: number; connections: number },
): Promise<Paced> {
  const lines = Array.from({ length: connections }, () => new Line(port));
  const free = [...lines];
  const waiting: number[] = [];
  const latencies: number[] = [];
  let failed = 0;
  let sent = 0;
  const send = async (line: Line, due: number): Promise<void> => {
    for (let next: number | undefined = due; next !== undefined; next = waiting.shift()) {
      const ok = await line.send(requests[sent++ % requests.length] as Buffer);
      if (!ok) failed++;
      latencies.push(performance.now() - next);
    }
    free.push(line);
  };
  const running: Promise<void>[] = [];
  const start = performance.now();
  const total = Math.round(rate * seconds);
  await new Promise<void>((resolve) => {
    let due = 0;
    const tick = () => {
      const now = performance.now() - start;
      for (; due < total && (1000 * due) / rate <= now; due++) {
        const line = free.pop();
        const at = start + (1000 * due) / rate;
        if (line) running.push(send(line, at));
        else waiting.push(at);
      }
      if (due < total) setTimeout(tick, 1);
      else resolve();
    };
    tick();
  });
  await Promise.all(running);
  for (const line of lines) line.close();
  return { latencies: Float64Array.from(latencies).sort(), failed };
}

/** The value that this part (0 to 1) of the sorted values does not exceed. */
export function percentile(sorted: Float64Array, part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)] ?? 0;
}
