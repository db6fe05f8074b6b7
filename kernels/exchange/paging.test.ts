import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type PageRequest,
  type PageRow,
  planPage,
  readPageRequest,
  readToken,
  showsTombstone,
  writeToken,
} from './paging.ts';
import { nextStamp, RECORDS_PER_SECOND, type Stamp } from './stamp.ts';
import { standingOf } from './opinions.ts';

const tag = (body: string) =>
  String(body.length)
    .padStart(32, '0')
    .replace(/[^0-9a-f]/g, '0');

/** A host in memory: each key has one row, which moves to the end whenever it changes. */
class Host {
  readonly rows = new Map<number, PageRow>();
  #stamp: Stamp = { second: 100, count: 0 };
  tie = 0;

  change(key: number, withdrawn: boolean, now: number): void {
    this.#stamp = nextStamp(this.#stamp, now);
    this.rows.set(key, { second: this.#stamp.second, tie: ++this.tie, withdrawn });
  }

  after({ start, size, token }: PageRequest, newest: number): (PageRow & { key: number })[] {
    const request = { start, size, ...(token ? { token } : {}) };
    return [...this.rows]
      .map(([key, row]) => ({ ...row, key }))
      .sort((a, b) => a.second - b.second || a.tie - b.tie)
      .filter((row) =>
        token
          ? row.second > token.second || (row.second === token.second && row.tie > token.tie)
          : row.second >= start,
      )
      .filter((row) => !row.withdrawn || showsTombstone('incremental', request, row.tie, newest))
      .slice(0, size + 1);
  }
}

const change = fc.record({
  key: fc.nat(40),
  withdrawn: fc.boolean(),
  now: fc.integer({ min: 90, max: 130 }),
});

test('pages of any size, with changes and withdrawals in between and a clock that jumps, leave the client with the true state', () => {
  fc.assert(
    fc.property(
      fc.array(change, { maxLength: 60 }),
      fc.array(fc.array(change, { maxLength: 4 }), { maxLength: 30 }),
      fc.integer({ min: 1, max: 7 }),
      (before, between, size) => {
        const host = new Host();
        const apply = (each: { key: number; withdrawn: boolean; now: number }) =>
          host.change(each.key, each.withdrawn, each.now);
        before.forEach(apply);
        const live = new Set<number>();
        let checkpoint = 10;
        // Two chains: a full sync while things change, then an ordinary one in peace.
        for (const changes of [between, []]) {
          const start = checkpoint;
          let request: PageRequest = { start, size };
          for (let page = 0; ; page++) {
            const rows = host.after(request, host.tie);
            const plan = planPage(request, rows, host.tie);
            expect(plan.rows.length).toBeLessThanOrEqual(size);
            expect(plan.nextSetTimestamp).toBeGreaterThanOrEqual(checkpoint);
            expect(plan.hasMore).toBe(plan.next !== undefined);
            if (plan.rows.length === 0)
              expect(plan.nextSetTimestamp).toBe(Math.max(start, request.token?.second ?? 0));
            else expect(plan.nextSetTimestamp).toBe(plan.rows.at(-1)?.second);
            checkpoint = plan.nextSetTimestamp;
            for (const row of plan.rows as (PageRow & { key: number })[])
              if (row.withdrawn) live.delete(row.key);
              else live.add(row.key);
            if (!plan.next) break;
            changes[page]?.forEach(apply);
            request = readPageRequest(
              {
                startTimestamp: String(start),
                pageSize: String(size),
                nextPageToken: writeToken(plan.next, tag),
              },
              tag,
            );
          }
        }
        const wanted = [...host.rows].filter(([, row]) => !row.withdrawn).map(([key]) => key);
        expect(live).toEqual(new Set(wanted));
      },
    ),
    { numRuns: 300 },
  );
});

test('a token with any letter changed, cut or added is refused', () => {
  const token = { v: 1, start: 10, second: 5, tie: 3, began: 9 } as const;
  const text = writeToken(token, tag);
  expect(readToken(text, tag)).toEqual(token);
  for (const bad of ['', 'x', text.slice(1), `${text}0`, text.replace('.', ''), `A${text}`])
    expect(() => readToken(bad, tag)).toThrow(expect.objectContaining({ code: 'badToken' }));
});

test.each([
  [{}, 'badQuery'],
  [{ startTimestamp: '1.5' }, 'badQuery'],
  [{ startTimestamp: '-1' }, 'badQuery'],
  [{ startTimestamp: ['1', '2'] }, 'badQuery'],
  [{ startTimestamp: '10', nextPageToken: 'nonsense' }, 'badToken'],
])('a wrong query is refused: %j', (query, code) => {
  expect(() => readPageRequest(query, tag)).toThrow(expect.objectContaining({ code }));
});

test.each([undefined, '', '0', '801', '99999', 'many', '-3'])(
  'an odd page size means the largest: %s',
  (pageSize) => {
    expect(readPageRequest({ startTimestamp: '10', pageSize }, tag)).toEqual({ start: 10, size: 800 });
  },
);

test('the stamp never goes back, and no second has more than its share', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 2000 }), (times) => {
      let stamp: Stamp = { second: 0, count: 0 };
      const seconds = new Map<number, number>();
      for (const now of times) {
        const next = nextStamp(stamp, now);
        expect(next.second).toBeGreaterThanOrEqual(stamp.second);
        seconds.set(next.second, (seconds.get(next.second) ?? 0) + 1);
        stamp = next;
      }
      expect(Math.max(0, ...seconds.values())).toBeLessThanOrEqual(RECORDS_PER_SECOND);
    }),
    { numRuns: 50 },
  );
});

test('two independent parties against it suspend; one party twice does not', () => {
  const against = (source: string) => ({ source, value: 'NotBlocked' as const, tags: [] });
  expect(standingOf([against('a'), against('a')]).suspended).toBe(false);
  expect(
    standingOf([against('a'), { source: 'c', value: 'Blocked', tags: [] }, against('b')]).suspended,
  ).toBe(true);
});
