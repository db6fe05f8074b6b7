import { availableParallelism } from 'node:os';
import { BodyRoom } from './body-room.ts';
import { Decoders } from './decoders.ts';
import { Videos } from './videos.ts';

/** The largest file that is taken, in bytes. */
export const MAX_UPLOAD = 100 * 1024 * 1024;
/** Uploads in memory at once; the first always finds room. */
const MAX_TOGETHER = 256 * 1024 * 1024;
const WAITING = 64;

/** What reads uploads, for all origins of the server together: the bounds are the machine's, not an origin's. */
export interface Readers {
  readonly decoders: Decoders;
  readonly videos: Videos;
  readonly room: BodyRoom;
}

/** Makes them; threads start with the first upload. */
export function makeReaders(): Readers {
  return {
    decoders: new Decoders(availableParallelism(), WAITING),
    videos: new Videos(),
    room: new BodyRoom(MAX_TOGETHER, MAX_UPLOAD),
  };
}
