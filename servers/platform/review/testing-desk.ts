import { createPublicKey, verify } from 'node:crypto';
import { sql } from 'kysely';
import sharp from 'sharp';
import { enter, insertContent, newContentId } from '../banks/bank-store.ts';
import { newId } from '../context.ts';
import type { Caller } from '../keys/key-ring.ts';
import { type TestPlatform, testPlatform } from '../testing.ts';
import { parseReviewEvent, type ReviewEvent } from './event.ts';
import type { Job } from './fold.ts';
import { openUpload } from './open.ts';

const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');

/** A reviewer, by number. */
export const who = (n: number): Caller => ({ id: String(n).repeat(32), name: `r${n}`, roles: ['review'] });
const reviewers = [who(1), who(2), who(3)] as const;
/** One of three reviewers. */
export const reviewer = (n: number): Caller => reviewers[n % 3] ?? reviewers[0];

/** A platform of its own, with what reviewers' tests put on the table and look at afterwards. */
export async function reviewDesk(): Promise<ReviewDesk> {
  const colour = { width: 64, height: 48, channels: 3, background: '#a52' } as const;
  return new ReviewDesk(await testPlatform(), await sharp({ create: colour }).jpeg().toBuffer());
}

/** One test's reviewers' table. */
export class ReviewDesk {
  readonly platform: TestPlatform;
  /** What every held upload shows. */
  readonly picture: Buffer;

  constructor(platform: TestPlatform, picture: Buffer) {
    this.platform = platform;
    this.picture = picture;
  }

  /** A new content of the helpline's bank. @returns its id */
  async bankContent(): Promise<string> {
    const { context } = this.platform;
    const id = newContentId();
    const signals = { pdq: { hash: Buffer.from(context.random(32)).toString('hex'), quality: 100 } };
    const content = { id, bank: 'HELPLINE', signals, enabledFrom: 1 };
    await context.store.transaction((trx) => insertContent(trx, context.atRest, content, context.now()));
    enter(context.banks, content);
    return id;
  }

  /** The job of an upload that matched `content`. */
  held(content: string, bank = 'HELPLINE'): Promise<Job> {
    const { context } = this.platform;
    const match = { bank, content, rule: 'plain' as const, distance: 4 };
    const media = { bytes: this.picture, contentType: 'photo', width: 64, height: 48 };
    return openUpload(context, { item: newId(context), matches: [match], media });
  }

  async ledger(): Promise<ReviewEvent[]> {
    const { rows } = await sql<{ event: unknown }>`select event from review_event order by seq`.execute(
      this.platform.context.store.db,
    );
    return rows.map((row) => parseReviewEvent(row.event));
  }

  /** What the site was told. */
  async messages(): Promise<{ job: string; event: string }[]> {
    const { rows } = await sql<{ job: string; event: string }>`
      select job, body ->> 'event' as event from site_message`.execute(this.platform.context.store.db);
    return rows;
  }

  readonly isSigned = (bytes: Uint8Array, signature: string): boolean => {
    const raw = Buffer.from(this.platform.context.key.publicKey, 'hex');
    const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, raw]), format: 'der', type: 'spki' });
    return verify(null, bytes, key, Buffer.from(signature, 'hex'));
  };

  /** A site that has no media any more, so that second looks go by the ledger alone. */
  withoutSite(checkPercent = 0): TestPlatform['context'] {
    const { config } = this.platform.context;
    const review = { ...config.review, checkPercent };
    return {
      ...this.platform.context,
      config: { ...config, siteHook: 'http://127.0.0.1:9/hooks', review },
    };
  }
}
