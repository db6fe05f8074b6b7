// Workers that decode tiles of one HEIC picture beside each other: they are the photo worker's own, and end with it.
import {
  type Grid,
  type HeicFile,
  openHeic,
  type StartReaders,
  type Tile,
  type TileReader,
} from '@amaan/signal/browser/heic';
import { makeWorker } from './crew.ts';

/** The name by which such a worker knows what it is. */
export const READER = 'amaan-tiles';
/** Each holds a decoder, the file and a tile: three of them need no more memory than the whole does in one. */
const MOST = 3;

type ToReader = { open: HeicFile } | { read: number; spare: Tile['data'] | undefined };
type FromReader = { grid: Grid | undefined } | { tile: Tile } | { failed: true };

function startReader(file: HeicFile): TileReader {
  const worker = makeWorker(READER);
  const opened = Promise.withResolvers<Grid | undefined>();
  let tile = Promise.withResolvers<Tile>();
  const fail = () => {
    const error = new TypeError('There is no reader, or it could not read this.');
    opened.reject(error);
    tile.reject(error);
  };
  // Whoever waits hears of it; nobody need.
  opened.promise.catch(() => undefined);
  tile.promise.catch(() => undefined);
  worker.addEventListener('message', ({ data }: MessageEvent<FromReader>) => {
    if ('grid' in data) opened.resolve(data.grid);
    else if ('tile' in data) tile.resolve(data.tile);
    else fail();
  });
  worker.addEventListener('error', fail);
  const say = (message: ToReader, give: Transferable[] = []) => worker.postMessage(message, give);
  say({ open: file });
  return {
    open: () => opened.promise,
    async read(index, spare) {
      await opened.promise;
      tile = Promise.withResolvers();
      say({ read: index, spare }, spare && [spare.buffer]);
      return tile.promise;
    },
    end: () => worker.terminate(),
  };
}

/** As many as the processor has cores for; none where it has one, or a worker can make no other. */
export const startReaders: StartReaders = (file) => {
  const readers: TileReader[] = [];
  const most = Math.min(MOST, navigator.hardwareConcurrency);
  // In the frame itself a picture is read only where no worker can be made.
  if (!(most > 1) || typeof document !== 'undefined') return readers;
  try {
    while (readers.length < most) readers.push(startReader(file));
  } catch {
    for (const reader of readers.splice(0)) reader.end();
  }
  return readers;
};

/** The reader's side: opens the file, then reads the tiles that it is asked for. */
export function serveTiles(): void {
  const say = (message: FromReader, give: Transferable[] = []) => postMessage(message, { transfer: give });
  let open: Awaited<ReturnType<typeof openHeic>>;
  const answer = async (asked: ToReader) => {
    if ('open' in asked) {
      open = await openHeic(asked.open);
      say({ grid: open?.tiles?.grid });
      return;
    }
    if (!open?.tiles) throw new TypeError('The file has no tiles.');
    const tile = await open.tiles.read(asked.read, asked.spare);
    say({ tile }, [tile.data.buffer]);
  };
  addEventListener('message', ({ data }: MessageEvent<ToReader>) => {
    answer(data).catch(() => say({ failed: true }));
  });
}
