import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AmaanError, fromUtf8 } from '@amaan/base';
import { MATCH_DISTANCE, type ViewRecord } from '@amaan/signal';
import { Banks } from '../banks/banks.ts';
import { isBankFile, readBankFile } from '../file/bank-file.ts';
import { readHashList } from '../file/hash-list.ts';

/** SHA-256 as lower-case hex. */
function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A bank read from a file, and what it is made of. */
export interface LoadedBank {
  readonly banks: Banks;
  readonly form: 'bank' | 'list';
  readonly photos: number;
  readonly videos: number;
  /** Hashes that look-ups are compared with. */
  readonly hashes: number;
  /** Contents with a record of views, by layout. */
  readonly views: Record<ViewRecord['layout'], number>;
  /** Key frames of videos, each with a record of views. */
  readonly keyFrames: number;
  /** Signals too plain to be compared. */
  readonly unusable: number;
}

/** The name of the one bank that a file holds. */
export const FILE_BANK = 'FILE';

function textOf(bytes: Uint8Array): string {
  try {
    return fromUtf8(bytes);
  } catch {
    throw new AmaanError('bank-file-strange', 'This file is neither a bank nor a list of PDQ hashes.');
  }
}

/**
 * Reads a bank file, or a plain list of PDQ hashes.
 *
 * @param options `aligned`: its records of views are kept for rule `aligned`, which takes memory
 * @throws AmaanError when there is none or it is something else, BankError when the file is damaged or a line of the list holds no hash
 */
export async function loadBank(path: string, { aligned = false } = {}): Promise<LoadedBank> {
  const bytes = await readFile(path).catch(() => {
    throw new AmaanError('bank-file-missing', 'There is no bank file at this path that can be read.');
  });
  const banks = new Banks();
  banks.put({ name: FILE_BANK, threshold: MATCH_DISTANCE, enabledRatio: 1, kind: 'match', aligned });
  const sum = { photos: 0, videos: 0, hashes: 0, unusable: 0, keyFrames: 0 };
  const views = { k24: 0, k52: 0 };
  if (isBankFile(bytes)) {
    await banks.load(async () => {
      for (const { content, signals } of readBankFile(bytes, sha256)) {
        const added = banks.add(FILE_BANK, content, signals);
        sum.hashes += added.hashes;
        sum.unusable += added.unusable;
        sum[signals.contentType === 'photo' ? 'photos' : 'videos']++;
        sum.keyFrames += signals.keyFrames?.length ?? 0;
        if (signals.views) views[signals.views.layout]++;
      }
    });
    return { banks, form: 'bank', views, ...sum };
  }
  const names = new Map<string, number>();
  await banks.load(async () => {
    for (const { content, hash, quality } of readHashList(textOf(bytes))) {
      // The same name twice is two hashes of one content: a turned picture has two readings.
      const times = names.get(content) ?? 0;
      names.set(content, times + 1);
      const added = banks.add(FILE_BANK, times === 0 ? content : `${content} (${times + 1})`, {
        pdq: { hash, quality },
      });
      sum.hashes += added.hashes;
      sum.unusable += added.unusable;
      sum.photos++;
    }
  });
  return { banks, form: 'list', views, ...sum };
}
