import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a host of ours that misbehaves answers to one request for a page. */
export type Behaviour = (query: URLSearchParams, response: ServerResponse, request: IncomingMessage) => void;

/** A host whose manners are set by the check. */
export interface BadHost {
  readonly url: string;
  /** Queries of all requests so far. */
  readonly asked: URLSearchParams[];
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** A record as a host writes it, with fields replaced. */
export function wireRecord(hash: string, second: number, other: object = {}): object {
  return {
    lastModtimestamp: second,
    signalType: 'ImagePDQ',
    hashStatus: 'Active',
    caseNumbers: {},
    hashValue: hash,
    CSPFeedbacks: [],
    ...other,
  };
}

/** A page around records. */
export function wirePage(records: readonly unknown[], next: number, other: object = {}): string {
  return JSON.stringify({
    count: records.length,
    nextSetTimestamp: next,
    nextPageToken: null,
    hasMoreRecords: false,
    hashRecords: records,
    ...other,
  });
}

/** Sends JSON text. */
export function send(
  response: ServerResponse,
  body: string,
  status = 200,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
}

/** Starts one that sends empty pages until it is told otherwise. */
export async function startBadHost(): Promise<BadHost> {
  let behaviour: Behaviour = (query, response) =>
    send(response, wirePage([], Number(query.get('startTimestamp'))));
  const asked: URLSearchParams[] = [];
  const server = createServer((request, response) => {
    const query = new URL(request.url ?? '/', 'http://host').searchParams;
    asked.push(query);
    behaviour(query, response, request);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    behave: (next) => {
      behaviour = next;
    },
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
