import './no-network.ts';
import { FILE_LIMITS, framesOfVideo } from '@amaan/signal';
import { openVideo } from '@amaan/signal/video';
import { BlobSource } from 'mediabunny';
import { refusalOf } from './refusal.ts';
import type { FromDecoder, ToDecoder } from './work.ts';

// The frame that holds the video decoder: it gets a file from the room through a channel, and gives hashes back. It
// shows nothing. WebCodecs needs a secure context, which a worker of the room is not, so frames are decoded and hashed
// here, one at a time, with a pause between two.

class Cancelled extends Error {}

async function readVideo(file: File, port: MessagePort, cancelled: () => boolean): Promise<FromDecoder> {
  const video = await openVideo(new BlobSource(file), FILE_LIMITS);
  try {
    const { width, height, orientation, seconds } = video;
    const facts = { width, height, orientation, seconds };
    if (!video.decodable) return { video: facts };
    const kept = await framesOfVideo(video, {
      onProgress: (done) => {
        if (cancelled()) throw new Cancelled();
        port.postMessage({ done } satisfies FromDecoder);
      },
    });
    return { video: { ...facts, kept } };
  } finally {
    video.close();
  }
}

function serve(port: MessagePort): void {
  let stop = false;
  port.addEventListener('message', ({ data }: MessageEvent<ToDecoder>) => {
    if (!('file' in data)) {
      stop = true;
      return;
    }
    stop = false;
    readVideo(data.file, port, () => stop).then(
      (answer) => port.postMessage(answer),
      (error: unknown) =>
        port.postMessage({ refused: stop ? 'cancelled' : refusalOf(error) } satisfies FromDecoder),
    );
  });
  port.start();
}

addEventListener('message', ({ source, ports }: MessageEvent<unknown>) => {
  const [port] = ports;
  if (source === parent && port) serve(port);
});
