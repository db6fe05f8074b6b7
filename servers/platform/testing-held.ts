import sharp from 'sharp';
import { enter, insertContent, newContentId } from './banks/bank-store.ts';
import { newId } from './context.ts';
import { EXAMPLE_NOTICE } from './notices/example.ts';
import type { Job } from './review/fold.ts';
import { openNotice, openUpload } from './review/open.ts';
import type { TestPlatform } from './testing.ts';

/** Holds a drawn upload that matched, as the gate does, and gives its review job. */
export async function holdUpload(
  { context }: TestPlatform,
  distance = 12,
  bank = 'HELPLINE',
  { view, partial }: { view?: string; partial?: boolean } = {},
): Promise<Job> {
  const content = newContentId();
  const signals = { pdq: { hash: Buffer.from(context.random(32)).toString('hex'), quality: 100 } };
  const entry = { id: content, bank, signals, enabledFrom: 1 };
  await context.store.transaction((trx) => insertContent(trx, context.atRest, entry, context.now()));
  enter(context.banks, entry);
  const bytes = await sharp({ create: { width: 320, height: 240, channels: 3, background: '#a52' } })
    .composite([
      {
        input: Buffer.from(
          '<svg width="320" height="240"><circle cx="120" cy="110" r="80" fill="#fd5"/></svg>',
        ),
      },
    ])
    .jpeg()
    .toBuffer();
  const matches = [{ bank, content, rule: 'plain' as const, distance, ...(view && { view }) }];
  return openUpload(context, {
    item: newId(context),
    matches,
    ...(partial && { partial }),
    media: { bytes, contentType: 'photo', width: 320, height: 240 },
  });
}

/** Opens the review of the example notice for one item, as the intake does once its site has named the item. */
export async function holdNotice({ context }: TestPlatform): Promise<Job> {
  const { id, regime } = EXAMPLE_NOTICE;
  const due = new Date(context.now().getTime() + 86_400_000);
  await context.store.pool.query(
    `insert into notice (id, number, document, digest, received_at, due_at)
      values ($1, 'N-0123456789', $2, decode(repeat('00', 32), 'hex'), now(), $3)`,
    [id, JSON.stringify(EXAMPLE_NOTICE), due],
  );
  return context.store.transaction((trx) =>
    openNotice(trx, context, {
      item: '2041',
      notice: id,
      number: 'N-0123456789',
      regime,
      dueAt: due.toISOString(),
      items: 1,
      media: undefined,
      minors: false,
    }),
  );
}
