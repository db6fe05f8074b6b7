import { expect, test } from 'vitest';
import { testPlatform } from '../servers/platform/testing.ts';
import { testContext } from '../servers/responder/testing.ts';
import { checkSweep } from './check-sweep.ts';
import { hostOn } from './host.ts';
import { Report } from './report.ts';

test('the sweeper takes withdrawn hashes out of a match service by its REST API, and finds none in ours', async () => {
  const report = new Report();
  await checkSweep(report, async () => hostOn(await testContext(), []), testPlatform);
  expect(report.failed).toEqual([]);
  expect(report.passed).toBe(3);
});
