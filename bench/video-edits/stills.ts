// How often a clip shows, at two moments, what looks to PDQ like a banked picture of something else.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Banks, HashIndex } from '@amaan/bank';
import {
  cropPixels,
  type FrameSignal,
  hashFromHex,
  hashPixels,
  MATCH_DISTANCE,
  orientPixels,
  type Pixels,
  pdqSignal,
  QUALITY_FLOOR,
  QUERY_DENSITY,
  type PdqSignal,
  viewHashes,
} from '@amaan/signal';
import { signalsOfVideoFile } from '@amaan/signal/node';
import { toHex } from '@amaan/base';
import { load } from '../robust/canvas.ts';
import { photosOf } from '../robust/photos.ts';
import { strangersOf } from '../robust/strangers.ts';

const CLIPS = join(import.meta.dirname, '../../../shared/data/photos/clips');
const CACHE = join(import.meta.dirname, '../out');
const MOMENTS = 16;
const WANDERS = 6;
const NOISES = 200;

/** A clip's frames as a query has them: each as shown and mirrored. */
interface Clip {
  readonly name: string;
  readonly frames: FrameSignal[];
}

export interface StillsOutcome {
  readonly clips: number;
  readonly frames: number;
  readonly pictures: number;
  readonly pairs: number;
  readonly oneMoment: number;
  readonly falsePairs: number;
  readonly wrong: readonly string[];
}

async function pixelsOf(file: string): Promise<Pixels> {
  const { width, height, data } = await load(file, 640);
  return { width, height, channels: 3, data };
}

function readings(t: number, pixels: Pixels): FrameSignal[] {
  return [pixels, orientPixels(pixels, 'flipY')].map((one) => ({ t, ...pdqSignal(hashPixels(one)) }));
}

/** A camera that wanders over a photograph, nearer and farther. */
function wander(name: string, pixels: Pixels, seed: number): Clip {
  const frames = Array.from({ length: MOMENTS }, (_, t) => {
    const part = 0.75 + 0.2 * Math.sin(seed + 0.4 * t);
    const [width, height] = [Math.floor(part * pixels.width), Math.floor(part * pixels.height)];
    const at = (free: number, phase: number) => Math.floor(free * (0.5 + 0.5 * Math.sin(phase)));
    const x = at(pixels.width - width, 1.7 * seed + 0.5 * t);
    const y = at(pixels.height - height, 2.9 * seed + 0.3 * t);
    return readings(t, cropPixels(pixels, { x, y, width, height }));
  });
  return { name: `${name} (${seed})`, frames: frames.flat() };
}

/** Soft noise that changes from frame to frame. */
function noise(seed: number): Pixels {
  let state = seed + 1;
  const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
  const [side, cell] = [192, 4 + (seed % 5) * 6];
  const cells = Math.ceil(side / cell);
  const values = Array.from({ length: cells * cells }, () => Math.floor(255 * next()));
  const data = Uint8Array.from(
    { length: side * side },
    (_, i) => values[Math.floor(Math.floor(i / side) / cell) * cells + Math.floor((i % side) / cell)] ?? 0,
  );
  return { width: side, height: side, channels: 1, data };
}

async function clipsOf(): Promise<Clip[]> {
  const clips: Clip[] = [];
  for (const name of existsSync(CLIPS) ? readdirSync(CLIPS).filter((each) => each.endsWith('.mp4')) : []) {
    const set = await signalsOfVideoFile(join(CLIPS, name), { exact: false, density: QUERY_DENSITY });
    clips.push({ name, frames: set.frames ?? [] });
  }
  for (const { name, file } of photosOf('reporting')) {
    const pixels = await pixelsOf(file);
    for (let seed = 1; seed <= WANDERS; seed++) clips.push(wander(name, pixels, seed));
    const still = readings(0, pixels);
    const frames = Array.from({ length: MOMENTS }, (_, t) => still.map((frame) => ({ ...frame, t })));
    clips.push({ name: `${name} (still)`, frames: frames.flat() });
  }
  for (let n = 0; n < NOISES; n++) {
    const frames = Array.from({ length: MOMENTS }, (_, t) => readings(t, noise(MOMENTS * n + t)));
    clips.push({ name: `noise ${n}`, frames: frames.flat() });
  }
  return clips;
}

async function picturesOf(count: number): Promise<Array<[string, PdqSignal]>> {
  const photos = photosOf('tuning');
  const records = await strangersOf(photos, count, join(CACHE, `strangers-reporting-${count}.bin`), () => {});
  const pictures: Array<[string, PdqSignal]> = records.map((views, i) => [
    `stranger ${i + 1}`,
    { hash: toHex(viewHashes(views).subarray(0, 32)), quality: views.quality[0] ?? 0 },
  ]);
  for (const { name, file } of photos) pictures.push([name, pdqSignal(hashPixels(await pixelsOf(file)))]);
  for (let n = 0; n < NOISES; n++)
    pictures.push([`noise picture ${n}`, pdqSignal(hashPixels(noise(1_000_000 + n)))]);
  return pictures.filter(([, { quality }]) => quality >= QUALITY_FLOOR);
}

/** Every clip against every picture of something else. */
export async function measureStills(count: number): Promise<StillsOutcome> {
  const banks = new Banks();
  banks.put({ name: 'A', threshold: MATCH_DISTANCE, enabledRatio: 1, kind: 'match' });
  const index = new HashIndex();
  const pictures = await picturesOf(count);
  for (const [i, [name, pdq]] of pictures.entries()) {
    banks.add('A', name, { pdq });
    index.add(i, hashFromHex(pdq.hash));
  }
  const clips = await clipsOf();
  const wrong: string[] = [];
  let [frames, oneMoment] = [0, 0];
  for (const clip of clips) {
    const usable = clip.frames.filter(({ quality }) => quality >= QUALITY_FLOOR);
    frames += usable.length;
    const near = usable.flatMap(({ hash }) => index.search(hashFromHex(hash), MATCH_DISTANCE));
    oneMoment += new Set(near.map(({ id }) => id)).size;
    const { matches } = banks.match({ frames: clip.frames }, { at: 0, sample: 0 });
    for (const { content, distance } of matches) wrong.push(`${clip.name}: ${content}, ${distance} bits`);
  }
  return {
    clips: clips.length,
    frames,
    pictures: pictures.length,
    pairs: clips.length * pictures.length,
    oneMoment,
    falsePairs: wrong.length,
    wrong,
  };
}
