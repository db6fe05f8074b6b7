import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestContext, testContext } from '../testing.ts';
import { simulateMonth } from './testing-month.ts';

// The nightly run has ten thousand clocks; a hundred find the same mistakes most of the time.
const CLOCKS = Number(process.env.AMAAN_MONTH_CLOCKS ?? 100);
const SEED = Number(process.env.AMAAN_MONTH_SEED ?? 20_261_124);
let context: TestContext;
beforeAll(async () => {
  context = await testContext();
});
afterAll(() => context.close());

test(
  `a month of ${CLOCKS} running clocks, with a server that is down now and then: no deadline missed, none raised twice`,
  async () => {
    const month = await simulateMonth(context, { clocks: CLOCKS, seed: SEED });
    expect(month).toMatchObject({ clocks: CLOCKS, missed: [], twice: [], needless: [], late: [] });
    expect(month.raised).toBeGreaterThan(CLOCKS / 8);
  },
  Math.max(60_000, CLOCKS * 200),
);
