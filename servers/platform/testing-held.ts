import sharp from 'sharp';
import { enter, insertContent, newContentId } from './banks/bank-store.ts';
import { newId } from './context.ts';
import type { Job } from './review/fold.ts';
import { openUpload } from './review/open.ts';
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
