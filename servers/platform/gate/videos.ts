import { FILE_LIMITS, type Moment, QUERY_DENSITY } from '@amaan/signal';
import { signalsOfVideoBytes } from '@amaan/signal/node';
import { Lanes, type Lane } from './lanes.ts';
import type { Asked } from './match.ts';

const WAITING = 8;
const MINUTE = 60_000;
/** A site's client waits for the answer: longer clips than this are for the slow lane's patience, not for ours. */
const LIMITS = { ...FILE_LIMITS, videoMs: 2 * MINUTE, videoDurationMs: 60 * MINUTE };

/**
 * Reads videos, one at a time, each in a process of its own with a low priority and a limit of time: the look-ups of
 * pictures go on beside it.
 */
export class Videos {
  readonly #lanes = new Lanes({ most: 1, waiting: WAITING });

  /**
   * The signals of a video's bytes.
   *
   * @throws FileError, HttpError 429 `busy` when too many wait already
   */
  async read(bytes: Uint8Array, lane: Lane): Promise<Asked> {
    const moments: Moment[] = [];
    const onMoment = (moment: Moment) => moments.push(moment);
    const set = await this.#lanes.run(lane, () =>
      signalsOfVideoBytes(bytes, { exact: true, density: QUERY_DENSITY, limits: LIMITS, onMoment }),
    );
    return { set, parts: [], moments };
  }
}
