// Records of pictures that no upload of a run is made from: what a bank is full of. Half of them are made from
// photographs (parts of them, turned, mirrored, in other tones), half are drawn: clouds, shapes and a horizon.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import {
  encodeViewHashes,
  hashViews,
  type Pixels,
  VIEW_COUNT,
  viewHashes,
  type ViewRecord,
} from '@amaan/signal';
import { load, type Picture } from './canvas.ts';
import type { Photo } from './photos.ts';

const VIEWS = VIEW_COUNT.k52;
const BYTES = 4 + VIEWS + 32 * VIEWS;
const ASPECTS = [1, 4 / 3, 3 / 4, 3 / 2, 2 / 3, 9 / 16];

/** Numbers from 0 to 1, the same in every run. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    let mixed = state ^ (state >>> 15);
    mixed = Math.imul(mixed, 0x2c1b3c6d);
    return ((mixed ^ (mixed >>> 12)) >>> 0) / 2 ** 32;
  };
}

const bell = (random: () => number) => random() + random() + random() + random() - 2;
const pick = (random: () => number) => ASPECTS[Math.floor(random() * ASPECTS.length)] ?? 1;

/** A part of a grey picture, 0.3 to 0.8 of its short side, turned by up to 15 degrees, perhaps mirrored, in another tone. */
function part({ width, height, data }: Pixels, random: () => number): Pixels {
  const aspect = pick(random);
  const [w, h] = [Math.round(200 * Math.sqrt(aspect)), Math.round(200 / Math.sqrt(aspect))];
  const scale = (Math.min(width, height) * (0.3 + 0.5 * random())) / 200;
  const angle = (random() - 0.5) * 0.5;
  const [cos, sin] = [Math.cos(angle) * scale, Math.sin(angle) * scale];
  const mirror = random() < 0.5 ? -1 : 1;
  const [cx, cy] = [width * (0.3 + 0.4 * random()), height * (0.3 + 0.4 * random())];
  const gamma = Math.exp(0.6 * bell(random));
  const tones = Uint8Array.from({ length: 256 }, (_, value) => 255 * (value / 255) ** gamma);
  const fold = (at: number, size: number) => {
    const back = Math.abs(Math.round(at));
    return Math.max(0, Math.min(size - 1, back >= size ? 2 * size - 2 - back : back));
  };
  const out = new Uint8Array(w * h);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const [dx, dy] = [mirror * (x - w / 2), y - h / 2];
      const at = fold(cy + sin * dx + cos * dy, height) * width + fold(cx + cos * dx - sin * dy, width);
      out[y * w + x] = tones[data[at] ?? 0] ?? 0;
    }
  return { width: w, height: h, channels: 1, data: out };
}

/** Smooth noise with less of it the finer it is, as in photographs. */
function clouds(w: number, h: number, random: () => number): Float32Array {
  const out = new Float32Array(w * h);
  const rough = 0.45 + 0.3 * random();
  for (let n = 2, strength = 1; n <= 64; n *= 2, strength *= rough) {
    const side = n + 2;
    const knots = Float32Array.from({ length: side * side }, () => bell(random));
    const smooth = (f: number) => f * f * (3 - 2 * f);
    for (let y = 0; y < h; y++) {
      const v = (y / h) * n;
      const fv = smooth(v - Math.floor(v));
      for (let x = 0; x < w; x++) {
        const u = (x / w) * n;
        const fu = smooth(u - Math.floor(u));
        const at = Math.floor(v) * side + Math.floor(u);
        const upper = (1 - fu) * (knots[at] ?? 0) + fu * (knots[at + 1] ?? 0);
        const lower = (1 - fu) * (knots[at + side] ?? 0) + fu * (knots[at + side + 1] ?? 0);
        out[y * w + x] = (out[y * w + x] ?? 0) + strength * ((1 - fv) * upper + fv * lower);
      }
    }
  }
  return out;
}

function drawing(random: () => number): Pixels {
  const aspect = pick(random);
  const [w, h] = [Math.round(128 * Math.sqrt(aspect)), Math.round(128 / Math.sqrt(aspect))];
  const field = clouds(w, h, random);
  for (let shapes = Math.floor(random() * 8); shapes > 0; shapes--) {
    const [cx, cy, value] = [random() * w, random() * h, 2 * bell(random)];
    const [rx, ry, square] = [(0.05 + 0.3 * random()) * w, (0.05 + 0.3 * random()) * h, random() < 0.3];
    for (let at = 0; at < field.length; at++) {
      const [dx, dy] = [((at % w) - cx) / rx, (Math.floor(at / w) - cy) / ry];
      if (square ? Math.max(Math.abs(dx), Math.abs(dy)) < 1 : dx * dx + dy * dy < 1)
        field[at] = value + 0.4 * (field[at] ?? 0);
    }
  }
  if (random() < 0.4) {
    const [sky, value] = [Math.floor(h * (0.3 + 0.4 * random())) * w, 1.5 * bell(random)];
    for (let at = 0; at < sky; at++) field[at] = value + 0.3 * (field[at] ?? 0);
  }
  const data = Uint8Array.from(field, (value) => Math.max(0, Math.min(255, 128 + 70 * value)));
  return { width: w, height: h, channels: 1, data };
}

/** Drawn pictures in grey, so many times the size of those that strangers' records are made of. */
export function drawings(count: number, times: number): Picture[] {
  const random = chance(11);
  return Array.from({ length: count }, () => {
    const { width, height, data } = drawing(random);
    const [wide, high] = [times * width, times * height];
    const out = Buffer.alloc(3 * wide * high);
    for (let y = 0; y < high; y++)
      for (let x = 0; x < wide; x++)
        out.fill(
          data[Math.floor(y / times) * width + Math.floor(x / times)] ?? 0,
          3 * (y * wide + x),
          3 * (y * wide + x) + 3,
        );
    return { width: wide, height: high, data: out };
  });
}

async function grey(file: string): Promise<Pixels> {
  const { width, height, data } = await load(file, 640);
  const luma = (i: number) =>
    0.299 * (data[3 * i] ?? 0) + 0.587 * (data[3 * i + 1] ?? 0) + 0.114 * (data[3 * i + 2] ?? 0);
  return { width, height, channels: 1, data: Uint8Array.from({ length: width * height }, (_, i) => luma(i)) };
}

function packed({ aspect, quality, ...rest }: ViewRecord): Buffer {
  const bytes = Buffer.alloc(BYTES);
  bytes.writeFloatLE(aspect, 0);
  bytes.set(quality, 4);
  bytes.set(viewHashes({ aspect, quality, ...rest }), 4 + VIEWS);
  return bytes;
}

function unpacked(bytes: Buffer): ViewRecord[] {
  return Array.from({ length: bytes.length / BYTES }, (_, i) => {
    const at = i * BYTES;
    return {
      layout: 'k52' as const,
      aspect: bytes.readFloatLE(at),
      quality: [...bytes.subarray(at + 4, at + 4 + VIEWS)],
      hashes: encodeViewHashes(Uint8Array.from(bytes.subarray(at + 4 + VIEWS, at + BYTES))),
    };
  });
}

/** `count` records of strangers, made from these photographs and drawn; kept in `cache`, because they take minutes. */
export async function strangersOf(
  photos: readonly Photo[],
  count: number,
  cache: string,
  told: (done: number) => void,
): Promise<ViewRecord[]> {
  if (existsSync(cache)) return unpacked(readFileSync(cache));
  const random = chance(7);
  const each = Math.ceil(count / 2 / Math.max(1, photos.length));
  const made: Buffer[] = [];
  for (const { file } of photos) {
    const picture = await grey(file);
    for (let i = 0; i < each && made.length < count / 2; i++)
      made.push(packed(hashViews(part(picture, random), 'k52')));
    told(made.length);
  }
  while (made.length < count) {
    made.push(packed(hashViews(drawing(random), 'k52')));
    if (made.length % 100 === 0) told(made.length);
  }
  mkdirSync(dirname(cache), { recursive: true });
  writeFileSync(cache, Buffer.concat(made));
  return unpacked(readFileSync(cache));
}

/** Records beyond those there are: each view is that of one of them, so that what is common stays common. */
export function mixed(records: readonly ViewRecord[], seed: number): () => ViewRecord {
  const random = chance(seed);
  const any = () => records[Math.floor(random() * records.length)];
  const hashes = records.map(viewHashes);
  return () => {
    const bytes = new Uint8Array(32 * VIEWS);
    const quality: number[] = [];
    for (let v = 0; v < VIEWS; v++) {
      const from = Math.floor(random() * records.length);
      bytes.set(hashes[from]?.subarray(32 * v, 32 * v + 32) ?? [], 32 * v);
      quality.push(records[from]?.quality[v] ?? 0);
    }
    return { layout: 'k52', aspect: any()?.aspect ?? 1, quality, hashes: encodeViewHashes(bytes) };
  };
}
