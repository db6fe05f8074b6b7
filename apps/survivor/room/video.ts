import './no-network.ts';
import { FILE_LIMITS, framesOfVideo } from '@amaan/signal';
import { openVideo } from '@amaan/signal/video';
import { BlobSource } from 'mediabunny';
import { refusalOf } from './refusal.ts';
import { type Serve, servePart } from './serve.ts';
import type { VideoFacts } from './work.ts';

// The frame that holds the video decoder: it gets a file from the room through a channel, and gives hashes back. It
// shows nothing. WebCodecs needs a secure context, which a worker of the room is not, so frames are decoded and hashed
// here, one at a time, with a pause between two.

const readVideo: Serve<{ video: VideoFacts }> = async (file, want, say, stopped) => {
  const video = await openVideo(file, FILE_LIMITS, new BlobSource(file));
  try {
    const { width, height, orientation, seconds } = video;
    const facts = { width, height, orientation, seconds };
    if (!video.decodable) return { video: facts };
    const onProgress = (done: number) => {
      stopped.throwIfAborted();
      say(done);
    };
    return { video: { ...facts, kept: await framesOfVideo(video, { onProgress, views: want.views }) } };
  } finally {
    video.close();
  }
};

servePart<{ video: VideoFacts }>((...given) =>
  readVideo(...given).catch((error: unknown) => ({ refused: refusalOf(error) })),
);
