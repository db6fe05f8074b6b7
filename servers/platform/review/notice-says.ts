import type { NoticeDocument } from '@amaan/notice';
import { type QueryExecutorProvider, sql } from 'kysely';
import type { Job } from './fold.ts';

/** Elements that say what is meant and why. Names, contacts, signatures and papers are not needed to decide. */
const SAYING = [
  'good_faith_nonconsent',
  'no_consent_statement',
  'substantiated_reason',
  'locate_info',
  'identify_content',
  'content_or_link_details',
  'content_class',
] as const;

/** What a notice says of an item, for the person who holds its job. */
export interface NoticeSays {
  /** Who hands it in, a claimant of the law's data: `depicted_person` or somebody who may act. */
  readonly onBehalf: string;
  readonly says: string[];
}

/** Reads it; nothing for a job that is about no notice, or about one that is gone. */
export async function noticeSays(db: QueryExecutorProvider, job: Job): Promise<NoticeSays | undefined> {
  // What may show a minor is described nowhere.
  if (!job.notice || job.minors) return undefined;
  const { rows } = await sql<{ document: NoticeDocument }>`
    select document from notice where id = ${job.notice.id}`.execute(db);
  const document = rows[0]?.document;
  if (!document) return undefined;
  const { elements, onBehalf } = document;
  return { onBehalf, says: SAYING.flatMap((id) => (elements[id] ? [elements[id]] : [])) };
}
