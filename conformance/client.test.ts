import { expect, test } from 'vitest';
import { testPlatform } from '../servers/platform/testing.ts';
import { checkClient } from './check-client.ts';
import { Report } from './report.ts';

test('our client against a host that misbehaves', async () => {
  const report = new Report();
  await checkClient(report, testPlatform);
  expect(report.failed).toEqual([]);
  expect(report.passed).toBeGreaterThan(9);
});
