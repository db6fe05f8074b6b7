import { afterAll, expect, test } from 'vitest';
import {
  checkWords,
  foldAll,
  messageHolds,
  keysDigest,
  openGrant,
  openJson,
  parseContact,
  parseMessage,
  parseStory,
  sealJson,
  signMessage,
  verifyLedger,
  writtenBy,
} from '@amaan/custody';
import { toHex } from '@amaan/base';
import { account, anId, testHelpline, Visitor } from '../testing.ts';
import { addMessage, listCases, readCase } from './index.ts';

const { context, apps, staff } = await testHelpline();
afterAll(() => context.close());

test('she opens a case, a caseworker reads and answers, she comes back and reads it', async () => {
  const she = new Visitor(apps.survivor);
  const contact = { wish: 'message', how: '0300 0000000', when: 'mornings' } as const;
  const links = [{ url: 'http://example.org/p/1', kind: 'post' }] as const;
  await she.open(account({ links, contact, urgent: true }));

  const [line] = await listCases(context, staff);
  expect(line).toMatchObject({ urgent: true, alias: checkWords(she.receipt.locatorHash) });
  const opened = await readCase(context, staff, line?.id ?? '');
  const secrets = await openGrant(staff.identity, opened.grant.sealed);
  const sealed = opened.items.find((item) => item.kind === 'story')?.sealed ?? '';
  const story = parseStory(await openJson(secrets.story ?? '', sealed));
  expect(story.text).toBe('what happened');
  expect(writtenBy(story, opened.writers)).toBe(true);
  const reach = opened.items.find((item) => item.kind === 'contact');
  expect(
    parseContact(await openJson(secrets[reach?.compartment ?? 'story'] ?? '', reach?.sealed ?? '')),
  ).toMatchObject(contact);

  const unsigned = {
    v: 1,
    from: 'staff',
    staff: staff.id,
    at: context.now().toISOString(),
    text: 'we are here',
  } as const;
  const message = signMessage(opened.id, unsigned, staff.signSecret);
  const sealedAnswer = await sealJson([opened.keys.messages], message);
  const answer = { id: anId(), under: keysDigest(opened.keys), sealed: sealedAnswer };
  await addMessage(context, staff, opened.id, answer);
  await addMessage(context, staff, opened.id, answer);

  const news = await she.news();
  if (!news) throw new Error('no news');
  expect(verifyLedger(news.caseId, news.events, context.keys.ledger.publicKey, news.head)).toEqual(news.head);
  expect(foldAll(news.events)).toMatchObject({
    linkCount: 1,
    reads: 1,
    messages: { hers: 0, staff: 1, last: 'staff' },
  });
  const hers = await openGrant(she.receipt.identity, news.grant.sealed);
  const read = parseMessage(await openJson(hers.messages ?? '', news.messages[0]?.sealed ?? ''));
  expect(read.text).toBe('we are here');
  expect(read.from === 'staff' && messageHolds(news.caseId, read, staff.signKey)).toBe(true);

  const reply = { v: 1, from: 'survivor', by: toHex(she.receipt.locator), text: 'thank you' };
  await she.write({ op: 'message', id: anId(), sealed: await sealJson([news.keys.messages], reply) });
  const later = await readCase(context, staff, opened.id);
  expect(later.status.messages).toEqual({ hers: 1, staff: 1, last: 'hers' });
  const hersRead = later.items.filter((item) => item.kind === 'message').at(-1);
  expect(hersRead).toMatchObject({ from: 'survivor', at: '2026-11-24' });
  expect(parseMessage(await openJson(secrets.messages ?? '', hersRead?.sealed ?? '')).text).toBe('thank you');
});
