import { setImmediate as turn } from 'node:timers/promises';
import { type NamedHash, queryOf } from '@amaan/bank';
import { loadBank } from '@amaan/bank/node';
import { AmaanError } from '@amaan/base';
import { HASH_BYTES, QUALITY_FLOOR, type SignalSet, viewHashes, type ViewRecord } from '@amaan/signal';

/** The operator's list of widely published pictures: news, stock, posters, covers, flags, logos, memes. */
export interface PublishedList {
  /** Contents that are compared with. */
  readonly size: number;
  /**
   * Whether a signal set is one of them: as a whole, by a view of it, or by what a clip shows. It never says which.
   * Visitors and staff are answered meanwhile.
   */
  has(set: SignalSet): Promise<boolean>;
}

/** Look-ups between two turns of the loop: about a millisecond, in a list of 100,000 pictures. */
const SLICE = 32;

/**
 * Reads the list: a bank file, or a plain list of PDQ hashes.
 *
 * @throws AmaanError `published-list` when there is none, it is damaged, or nothing in it can be compared with
 */
export async function loadPublished(path: string): Promise<PublishedList> {
  const refused = (why: string) => new AmaanError('published-list', `AMAAN_PUBLISHED_LIST: ${why}`);
  const { banks, hashes, photos, videos } = await loadBank(path).catch((error: unknown) => {
    throw error instanceof AmaanError ? refused(error.message) : error;
  });
  if (hashes === 0) throw refused('The list holds nothing to compare with: build it again, or unset it.');
  const options = { at: 0, sample: 0 };
  return {
    size: photos + videos,
    has: async (set) => {
      const steps = banks.matchInSteps({ ...queryOf(set), uploadViews: viewsOf(set) }, options);
      for (let step = 1; ; step++) {
        const { done, value } = steps.next();
        if (done) return value.matches.length > 0;
        if (step % SLICE === 0) await turn();
      }
    },
  };
}

/** The views of a set that have structure enough; a poster in a frame is one of them. */
function viewsOf({ views, keyFrames = [] }: SignalSet): NamedHash[] {
  const records = [views, ...keyFrames.map((each) => each.views)];
  return records.flatMap((record) => (record ? hashesOf(record) : []));
}

function hashesOf(record: ViewRecord): NamedHash[] {
  const bytes = viewHashes(record);
  return record.quality.flatMap((quality, i) =>
    quality < QUALITY_FLOOR ? [] : [{ hash: bytes.subarray(HASH_BYTES * i, HASH_BYTES * (i + 1)) }],
  );
}
