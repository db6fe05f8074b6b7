import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readForeignPage } from '@amaan/exchange';
import type { PartnerKeys } from '../servers/responder/exchange/index.ts';

interface Content {
  readonly id: number;
  readonly bank: string;
  readonly signals: Record<string, string>;
  until: number;
}

/** A match service that leaves withdrawals to the sweeper: whatever goes from it, the sweeper took out. */
export interface HmaStandIn {
  readonly url: string;
  /** One fetch from the exchange, from its checkpoint. */
  fetch(): Promise<void>;
  /** Builds the index again: until then what was deleted is still found by id. */
  rebuild(): void;
  /** `GET /m/lookup`: the banks that match. */
  matches(type: string, hash: string): string[];
  /** Adds a content to a bank of its own. */
  add(bank: string, signals: Record<string, string>): number;
  readonly contents: ReadonlyMap<number, Content>;
  /** Calls that changed something. */
  readonly writes: string[];
  close(): Promise<void>;
}

const EXCHANGE = 'STOPNCII';

/** Starts one that follows the exchange at `base` with these keys. */
export async function startHma(base: string, keys: PartnerKeys): Promise<HmaStandIn> {
  const contents = new Map<number, Content>();
  const rows = new Map<string, number>();
  const writes: string[] = [];
  let index = new Map<number, Content>();
  let checkpoint = 10;
  let next = 1;
  const add = (bank: string, signals: Record<string, string>) => {
    const content = { id: next++, bank, signals, until: 1 };
    contents.set(content.id, content);
    index.set(content.id, content);
    return content.id;
  };
  const found = (type: string, hash: string) =>
    [...index.values()].filter(({ signals }) => signals[type] === hash);

  const answer = async (method: string, url: URL, request: IncomingMessage): Promise<[number, unknown]> => {
    const type = url.searchParams.get('signal_type') ?? '';
    const hash = url.searchParams.get('signal') ?? '';
    if (url.pathname === '/m/raw_lookup')
      return [
        200,
        {
          matches: found(type, hash).map(({ id }) => ({
            bank_content_id: id,
            distance: type === 'pdq' ? '0' : '-',
          })),
        },
      ];
    if (url.pathname === `/c/exchange/${EXCHANGE}/status`) return [200, { checkpoint_ts: checkpoint }];
    const id = Number(/^\/c\/bank\/\w+\/content\/(\d+)$/.exec(url.pathname)?.[1]);
    // The bank in the address is not looked at.
    const content = contents.get(id);
    if (method === 'DELETE') {
      writes.push(`DELETE ${id}`);
      return [200, { deleted: contents.delete(id) ? 1 : 0 }];
    }
    if (!content) return [404, '<html>not found</html>'];
    if (method === 'PUT') {
      writes.push(`PUT ${id}`);
      let body = '';
      for await (const part of request) body += String(part);
      content.until = (JSON.parse(body) as { disable_until_ts: number }).disable_until_ts;
    }
    const shown = url.searchParams.get('include_signals') === 'true' ? { signals: content.signals } : {};
    return [200, { id, bank: { name: content.bank }, disable_until_ts: content.until, ...shown }];
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://hma');
    void answer(request.method ?? 'GET', url, request).then(([status, body]) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    contents,
    writes,
    add,
    fetch: async () => {
      let token = '';
      const start = checkpoint;
      for (;;) {
        const headers = { 'x-functions-key': keys.fetch, 'ocp-apim-subscription-key': keys.subscription };
        const address = `${base}/FetchHashes?startTimestamp=${start}&pageSize=800&nextPageToken=${token}`;
        const page = readForeignPage(await (await fetch(address, { headers })).json());
        for (const record of page.records) {
          const type = record.type === 'ImagePDQ' ? 'pdq' : 'video_md5';
          const key = `${type}:${record.hash}`;
          const known = rows.get(key);
          // The status is not looked at, and a deleted content is built again by the next delivery.
          if (known === undefined || !contents.has(known))
            rows.set(key, add(EXCHANGE, { [type]: record.hash }));
        }
        checkpoint = Math.max(checkpoint, page.nextSetTimestamp);
        if (!page.hasMore) return;
        token = page.nextPageToken ?? '';
      }
    },
    rebuild: () => {
      index = new Map(contents);
    },
    matches: (type, hash) =>
      found(type, hash)
        .filter(({ id }) => contents.get(id)?.until === 1)
        .map(({ bank }) => bank),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
