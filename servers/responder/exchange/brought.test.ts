import { afterEach, beforeEach, expect, test } from 'vitest';
import { type PartnerKeys } from './index.ts';
import { hashNumber, TestWire } from './testing-wire.ts';

let wire: TestWire;
beforeEach(async () => {
  wire = await TestWire.open();
});
afterEach(() => wire.close());

test('feedback counts once for each partner, shows on the wire, and two against suspend with a person told', async () => {
  const [a, b] = [await wire.partner('partner-01'), await wire.partner('partner-02')];
  await wire.share('case-1', 1);
  const feedback = (keys: PartnerKeys, feedbackValue: string) =>
    wire.app.inject({
      method: 'POST',
      url: '/v1/SubmitFeedback',
      headers: wire.headers(keys, 'feedback'),
      payload: { count: 1, hashFeedbacks: [{ hashValue: hashNumber(1), feedbackValue, tags: ['Nude'] }] },
    });
  expect((await feedback(a, 'Blocked')).json()).toEqual({ accepted: 1 });
  const { records, checkpoint } = await wire.fetchAll(a);
  expect(records[0]?.opinions).toEqual([{ source: 'partner-01', value: 'Blocked' }]);
  await feedback(a, 'Blocked');
  expect((await wire.fetchAll(a)).checkpoint).toBe(checkpoint);
  await feedback(a, 'NotBlocked');
  expect(wire.suspended).toEqual([]);
  await feedback(b, 'NotBlocked');
  expect(wire.suspended).toHaveLength(1);
  expect((await wire.fetchAll(b, checkpoint)).records).toMatchObject([{ gone: true }]);
});

test('opinions of an Amaan platform come by pseudonym; a doubt about age suspends at once', async () => {
  const keys = await wire.partner('partner-01');
  await wire.share('case-1', 1);
  const { records, cursor } = await wire.fetchRecords(keys, 0);
  const opinion = { id: records[0]?.id, decision: '11'.repeat(16), value: 'PendingReview', tags: [] };
  const post = (opinions: object[]) =>
    wire.app.inject({
      method: 'POST',
      url: '/exchange/v1/opinions',
      headers: wire.headers(keys, 'feedback'),
      payload: { v: 1, opinions },
    });
  expect((await post([opinion])).json()).toEqual({ v: 1, accepted: 1 });
  expect((await post([{ ...opinion, id: `px-${'0'.repeat(32)}` }])).json()).toEqual({ v: 1, accepted: 0 });
  await post([{ ...opinion, ageDoubt: true }]);
  expect(wire.suspended).toHaveLength(1);
  expect((await wire.fetchRecords(keys, cursor)).records).toMatchObject([{ state: 'suspended' }]);
});

test('a submitted hash is served; a wrong one is refused with one sentence that does not repeat it', async () => {
  const keys = await wire.partner('partner-01');
  const submit = (record: object) =>
    wire.app.inject({
      method: 'POST',
      url: '/v1/SubmitHashes',
      headers: wire.headers(keys, 'submit'),
      payload: { count: 1, hashRecords: [record] },
    });
  const good = {
    signalType: 'StopNCIISignalType.ImagePDQ',
    hashValue: hashNumber(9).toUpperCase(),
    CSPFeedbacks: [{ tags: ['Nude'], feedbackValue: 'Blocked' }],
  };
  expect((await submit(good)).json()).toEqual({ accepted: 1 });
  await submit(good);
  expect((await wire.fetchAll(keys)).records).toMatchObject([
    { hash: hashNumber(9), opinions: [{ source: 'partner-01', value: 'Blocked' }] },
  ]);
  for (const bad of [
    { ...good, hashValue: 'abc' },
    { ...good, hashValue: '0'.repeat(64) },
    { ...good, hashValue: 'a1'.repeat(32) },
    { ...good, signalType: 'imagePDQ' },
    { ...good, CSPFeedbacks: [{ feedbackValue: 'Blocked', tags: ['Her name'] }] },
  ]) {
    const answer = await submit(bad);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).not.toContain('Her name');
    expect(answer.json()).toMatchObject({ code: 'badSubmission' });
  }
});
