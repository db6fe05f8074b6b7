// `npm run bench -- video [--json] [CLIP]`: frames decoded and hashed in a second, beside PyPI's vpdq (Meta's C++ with
// FFmpeg), on the same file in the same run. Both hash every frame at its own size. vpdq is published as source and
// needs FFmpeg's headers; where it cannot be built, the same C++ hash (pdqhash) over FFmpeg's frames (PyAV) stands in.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setPriority } from 'node:os';
import { join } from 'node:path';
import { AmaanError } from '@amaan/base';
import { hamming, hashFromHex } from '@amaan/signal';
import { referenceFramesOfFile } from '@amaan/signal/node';
import { pythonWith } from './venv.ts';

const CLIP = '../shared/data/video/chair-orig-22-sd-bar.mp4';
const ROUNDS = 3;
const NICE = 10;
const VPDQ = '0.2.5';
const HEADERS = ['device', 'filter', 'format', 'codec'].map((part) => `libav${part}-dev`);
HEADERS.push('libswscale-dev', 'libswresample-dev');

interface PeerFigures {
  name: string;
  version: string;
  seconds: number;
  hashes: { hash: string; quality: number }[];
}

function findPeer(): { peer: 'vpdq' | 'pyav'; name: string; python: string } {
  try {
    return { peer: 'vpdq', name: 'vpdq', python: pythonWith(`vpdq-${VPDQ}`, [`vpdq==${VPDQ}`]) };
  } catch {
    console.error(
      `vpdq ${VPDQ} cannot be built here: pdqhash over PyAV stands in. It needs FFmpeg's headers (Debian: ${HEADERS.join(' ')}).`,
    );
    const python = pythonWith('pyav', ['av', 'pdqhash', 'numpy']);
    return { peer: 'pyav', name: 'PyAV + pdqhash', python };
  }
}

function measurePeer(clip: string): PeerFigures {
  const { peer, name, python } = findPeer();
  const script = join(import.meta.dirname, 'video-peer.py');
  const { status, stdout } = spawnSync(python, [script, peer, clip, String(ROUNDS)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 2],
    maxBuffer: 64 * 2 ** 20,
  });
  if (status !== 0)
    throw new AmaanError('bench-video', `${name} did not run to its end; its message stands above.`);
  // What a library prints comes before the figures.
  return { name, ...JSON.parse(stdout.trim().split('\n').at(-1) ?? '') };
}

/** Runs the measurement. @returns the exit code */
export async function run(args: string[]): Promise<number> {
  const clip = args.find((arg) => !arg.startsWith('--')) ?? CLIP;
  if (!existsSync(clip)) {
    console.error(`There is no clip at ${clip}: give one as an argument.`);
    return 2;
  }
  // Ours reads videos with a low priority: on a busy machine the peer must have the same.
  setPriority(NICE);
  const peer = measurePeer(clip);
  let seconds = Number.POSITIVE_INFINITY;
  let frames: Awaited<ReturnType<typeof referenceFramesOfFile>> = [];
  for (let i = 0; i < ROUNDS; i++) {
    const from = performance.now();
    frames = await referenceFramesOfFile(clip, 0);
    seconds = Math.min(seconds, (performance.now() - from) / 1000);
  }
  const distances = peer.hashes.flatMap(({ hash, quality }, i) => {
    const mine = frames[i];
    return mine && quality >= 50 ? [hamming(hashFromHex(hash), hashFromHex(mine.hash))] : [];
  });
  const ours = frames.length / seconds;
  const theirs = peer.hashes.length / peer.seconds;
  const ratio = ours / theirs;
  const close = distances.filter((one) => one <= 2).length / distances.length;
  console.log(
    `${peer.name} ${peer.version}: ${theirs.toFixed(0)} frames a second (${peer.hashes.length} frames)`,
  );
  console.log(
    `ours, its process started each time: ${ours.toFixed(0)} frames a second (${frames.length} frames)`,
  );
  console.log(
    `ratio ${ratio.toFixed(2)}; same hash within 2 bits: ${(100 * close).toFixed(1)} %, most ${Math.max(...distances)} bits`,
  );
  if (args.includes('--json'))
    console.log(
      JSON.stringify({
        bench: 'video',
        peer: peer.name,
        framesPerSecond: { ours, theirs },
        ratio,
        within2Bits: close,
      }),
    );
  return 0;
}
