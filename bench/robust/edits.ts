import {
  blank,
  cropped,
  drawn,
  laid,
  letters,
  mapped,
  type Picture,
  reread,
  resized,
  scaled,
  step,
  toJpeg,
} from './canvas.ts';
import { screenshot } from './screens.ts';

/** One strength of one family of edits. `others` are strange pictures for collages and backgrounds. */
export interface Edit {
  readonly family: string;
  readonly name: string;
  make(picture: Picture, others: readonly Picture[]): Promise<Buffer>;
}

type Work = (picture: Picture, others: readonly Picture[]) => Promise<Picture> | Picture;

const edit = (family: string, name: string, work: Work, quality = 80): Edit => ({
  family,
  name,
  make: async (picture, others) => toJpeg(await work(picture, others), quality),
});

const other = (others: readonly Picture[], i: number, picture: Picture): Picture =>
  others[i % others.length] ?? picture;

const WHITE = 'stroke="#fff"';
const OUTLINED = 'stroke="#fff" paint-order="stroke"';

function framed(picture: Picture, x: number, y: number, colour: string): Promise<Picture> {
  const [left, top] = [Math.round(picture.width * x), Math.round(picture.height * y)];
  return step(picture, (image) => image.extend({ left, right: left, top, bottom: top, background: colour }));
}

async function blurfill(picture: Picture, aspect: number): Promise<Picture> {
  const width = Math.max(picture.width, Math.round(picture.height * aspect));
  const height = Math.max(picture.height, Math.round(width / aspect));
  const wide = Math.round(height * aspect);
  const ground = await step(picture, (image) => image.resize(wide, height, { fit: 'cover' }).blur(24));
  return laid(ground, { on: picture, x: (wide - picture.width) / 2, y: (height - picture.height) / 2 });
}

function sticker(x: number, y: number, r: number): string {
  return (
    `<circle cx="${x}" cy="${y}" r="${r}" fill="#ffcc33" stroke="#aa7700" stroke-width="${r / 20}"/>` +
    `<circle cx="${x - r / 3}" cy="${y - r / 4}" r="${r / 8}"/><circle cx="${x + r / 3}" cy="${y - r / 4}" r="${r / 8}"/>` +
    `<path d="M${x - r / 2} ${y + r / 4}Q${x} ${y + r * 0.8} ${x + r / 2} ${y + r / 4}" fill="none" stroke="#000" stroke-width="${r / 10}"/>`
  );
}

function stuck(picture: Picture, share: number): Promise<Picture> {
  const { width, height } = picture;
  const r = Math.sqrt((share * width * height) / Math.PI);
  return drawn(picture, sticker(width * 0.58, height * 0.45, r));
}

async function cell(picture: Picture, width: number, height: number): Promise<Picture> {
  return step(picture, (image) => image.resize(width, height, { fit: 'cover' }));
}

async function grid2x2(picture: Picture, others: readonly Picture[], gap: number): Promise<Picture> {
  const { width, height } = picture;
  const ground = await blank(2 * width + 3 * gap, 2 * height + 3 * gap, '#fff');
  const parts = [other(others, 0, picture), picture, other(others, 1, picture), other(others, 2, picture)];
  const laidParts = await Promise.all(
    parts.map(async (part, i) => ({
      on: part === picture ? picture : await cell(part, width, height),
      x: gap + (i % 2) * (width + gap),
      y: gap + Math.floor(i / 2) * (height + gap),
    })),
  );
  return scaled(await laid(ground, ...laidParts), 0.6);
}

async function meme(picture: Picture, top: number, bottom: number): Promise<Picture> {
  const { width, height } = picture;
  const [above, below] = [Math.round(height * top), Math.round(height * bottom)];
  const bars = await step(picture, (image) =>
    image.extend({ top: above, bottom: below, background: '#fff' }),
  );
  const size = Math.max(10, Math.min(width / 16, Math.min(above || height, below || height) * 0.45));
  const line = (y: number) =>
    letters(width * 0.06, y, size, Math.floor((width * 0.88) / (size * 0.72)), 'stroke="#000"');
  return drawn(
    bars,
    (above ? line((above - size) / 2) : '') + (below ? line(above + height + (below - size) / 2) : ''),
  );
}

async function rotated(picture: Picture, degrees: number, keep: 'fill' | 'crop'): Promise<Picture> {
  const turned = await step(picture, (image) => image.rotate(degrees, { background: '#000' }));
  if (keep === 'fill') return turned;
  const angle = (Math.abs(degrees) * Math.PI) / 180;
  const { width, height } = picture;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  // The largest upright rectangle of the same aspect inside the turned picture.
  const by = Math.min(width / (width * cos + height * sin), height / (width * sin + height * cos));
  const [w, h] = [(width * by) / turned.width, (height * by) / turned.height];
  return cropped(turned, (1 - w) / 2, (1 - h) / 2, w, h);
}

function noisy(picture: Picture, deviation: number): Picture {
  let state = 12_345;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return mapped(
    picture,
    (value) => value + deviation * 1.73 * (random() + random() + random() + random() - 2),
  );
}

async function rephotographed(picture: Picture, strong: boolean): Promise<Picture> {
  const skew = strong ? 0.05 : 0.02;
  const bent = await step(picture, (image) =>
    image.affine([1, skew, -skew / 2, 1 - skew], { background: '#101010', interpolator: 'bicubic' }),
  );
  const { width } = bent;
  const lit = mapped(bent, (value, at) => {
    const x = Math.floor(at / 3) % width;
    const y = Math.floor(at / 3 / width);
    const moire = (strong ? 9 : 4) * Math.sin(x * 1.9 + y * 0.13) * Math.sin(y * 1.7);
    return value * (0.8 + (0.3 * x) / width) + moire + 8;
  });
  return step(lit, (image) => image.blur(strong ? 1.4 : 0.8));
}

function text(picture: Picture, lines: number, size: number, from: number): Promise<Picture> {
  const { width, height } = picture;
  const count = Math.floor((width * 0.86) / (size * 0.72));
  let shapes = '';
  for (let i = 0; i < lines; i++) {
    const y = height * from + i * size * 1.5;
    shapes += `<g>${letters(width * 0.07, y, size, count, 'stroke="#000" stroke-opacity="0.9" transform="translate(2 2)"')}</g>`;
    shapes += letters(width * 0.07, y, size, count, OUTLINED);
  }
  return drawn(picture, shapes);
}

function off(picture: Picture, share: number): Promise<Picture> {
  // Towards a corner that depends on the picture, never the middle.
  const right = (picture.data[0] ?? 0) % 2 === 0;
  const low = (picture.data[1] ?? 0) % 2 === 0;
  const keep = 1 - share;
  return cropped(picture, right ? share * 0.95 : share * 0.05, low ? share * 0.9 : share * 0.1, keep, keep);
}

const middle = (picture: Picture, share: number) =>
  cropped(picture, share / 2, share / 2, 1 - share, 1 - share);
const gammaed = (picture: Picture, by: number) => mapped(picture, (value) => 255 * (value / 255) ** by);
const sepia = (picture: Picture) =>
  step(picture, (image) =>
    image.recomb([
      [0.393, 0.769, 0.189],
      [0.349, 0.686, 0.168],
      [0.272, 0.534, 0.131],
    ]),
  );

async function vintage(picture: Picture): Promise<Picture> {
  const { width, height } = picture;
  return mapped(await sepia(picture), (value, at) => {
    const x = (Math.floor(at / 3) % width) / width - 0.5;
    const y = Math.floor(at / 3 / width) / height - 0.5;
    return value * (1 - 0.9 * (x * x + y * y)) * 0.9 + 18;
  });
}

async function pip(picture: Picture, others: readonly Picture[], share: number): Promise<Picture> {
  const ground = await cell(other(others, 0, picture), 800, 600);
  const by = share * Math.min(800 / picture.width, 600 / picture.height);
  const small = await scaled(picture, by);
  return laid(ground, { on: small, x: (800 - small.width) * 0.8, y: (600 - small.height) * 0.75 });
}

async function again(picture: Picture, by: number, quality: number, times: number): Promise<Picture> {
  let now = await scaled(picture, by);
  for (let i = 0; i < times; i++) now = await reread(now, quality);
  return now;
}

const percents = (values: readonly number[], make: (share: number) => Edit): Edit[] =>
  values.map((v) => make(v / 100));
const label = (share: number) => `${Math.round(100 * share)}%`;

/** The 25 families with their 108 strengths. */
export const EDITS: readonly Edit[] = [
  ...[1, 2, 4, 6].map((s) => edit('blur', `s${s}`, (p) => step(p, (image) => image.blur(s)))),
  edit('border', 'blurfill-1-1', (p) => blurfill(p, 1)),
  edit('border', 'blurfill-9-16', (p) => blurfill(p, 9 / 16)),
  edit('border', 'frame-blk-10', (p) => framed(p, 0.1, 0.1, '#000')),
  edit('border', 'frame-wht-15', (p) => framed(p, 0.15, 0.15, '#fff')),
  edit('border', 'frame-wht-5', (p) => framed(p, 0.05, 0.05, '#fff')),
  edit('border', 'letterbox-blk-10', (p) => framed(p, 0, 0.1, '#000')),
  edit('border', 'letterbox-blk-25', (p) => framed(p, 0, 0.25, '#000')),
  edit('border', 'pillar-wht-15', (p) => framed(p, 0.15, 0, '#fff')),
  ...[0.4, 0.6, 1.3, 1.6].map((k) => edit('brightness', `x${k}`, (p) => mapped(p, (v) => k * v))),
  edit('collage', '1x2', async (p, o) => {
    const beside = other(o, 0, p);
    const fit = await resized(beside, (beside.width * p.height) / beside.height, p.height);
    const ground = await blank(p.width + fit.width, p.height, '#fff');
    return laid(ground, { on: p, x: 0, y: 0 }, { on: fit, x: p.width, y: 0 });
  }),
  edit('collage', '1x3-strip', async (p, o) => {
    const fit = await Promise.all([0, 1].map((i) => cell(other(o, i, p), p.width, p.height)));
    const [a = p, b = p] = fit;
    const ground = await blank(p.width, 3 * p.height, '#fff');
    return scaled(
      await laid(
        ground,
        { on: a, x: 0, y: 0 },
        { on: p, x: 0, y: p.height },
        { on: b, x: 0, y: 2 * p.height },
      ),
      0.6,
    );
  }),
  edit('collage', '2x2', (p, o) => grid2x2(p, o, 0)),
  edit('collage', '2x2-gap', (p, o) => grid2x2(p, o, 12)),
  edit('combo', 'crop20off-emoji5-filter', async (p) => vintage(await stuck(await off(p, 0.2), 0.05))),
  edit('combo', 'meme-frame-q30', async (p) => framed(await meme(p, 0.15, 0), 0.06, 0.06, '#fff'), 30),
  edit('combo', 'mirror-crop15-text', async (p) =>
    text(await middle(await step(p, (image) => image.flop()), 0.15), 1, p.width / 18, 0.8),
  ),
  edit('combo', 'shot-crop-wa', async (p) =>
    again(await cropped(await screenshot(p, 'feed', false), 0, 0.06, 1, 0.8), 0.6, 60, 2),
  ),
  edit('combo', 'shot-of-meme', async (p) => screenshot(await meme(p, 0.15, 0), 'feed', true)),
  ...[0.5, 0.7, 1.5, 2].map((k) => edit('contrast', `x${k}`, (p) => mapped(p, (v) => 128 + k * (v - 128)))),
  ...percents([10, 15, 20, 30, 40, 5, 50], (s) => edit('crop-centre', label(s), (p) => middle(p, s))),
  ...percents([10, 15, 20, 30, 40, 5, 50], (s) => edit('crop-off', label(s), (p) => off(p, s))),
  edit('crop-off', 'oneside20%', (p) => cropped(p, 0, 0, 0.8, 1)),
  edit('crop-off', 'oneside40%', (p) => cropped(p, 0, 0.4, 1, 0.6)),
  ...percents([10, 20, 5], (s) => edit('emoji', label(s), (p) => stuck(p, s))),
  edit('filter', 'grey', (p) =>
    step(p, (image) =>
      image.recomb([
        [0.3, 0.59, 0.11],
        [0.3, 0.59, 0.11],
        [0.3, 0.59, 0.11],
      ]),
    ),
  ),
  edit('filter', 'hue60', (p) => step(p, (image) => image.modulate({ hue: 60 }))),
  edit('filter', 'posterize6', (p) => mapped(p, (v) => Math.round((v / 255) * 5) * 51)),
  edit('filter', 'saturate2', (p) => step(p, (image) => image.modulate({ saturation: 2 }))),
  edit('filter', 'sepia', sepia),
  edit('filter', 'sharpen', (p) => step(p, (image) => image.sharpen({ sigma: 2 }))),
  edit('filter', 'vintage-vignette', vintage),
  ...[0.5, 0.7, 1.5, 2.2].map((g) => edit('gamma', `${g}`, (p) => gammaed(p, g))),
  ...[10, 20, 30, 50, 70, 90].map((q) => edit('jpeg', `q${q}`, (p) => p, q)),
  edit('meme', 'impact-overlay', async (p) =>
    text(await text(p, 1, p.width / 11, 0.04), 1, p.width / 11, 0.84),
  ),
  edit('meme', 'top-bottom', (p) => meme(p, 0.15, 0.15)),
  edit('meme', 'top15', (p) => meme(p, 0.15, 0)),
  edit('meme', 'top30', (p) => meme(p, 0.3, 0)),
  edit('mirror', 'h', (p) => step(p, (image) => image.flop())),
  edit('mirror', 'v', (p) => step(p, (image) => image.flip())),
  ...[10, 20, 40, 5].map((sd) => edit('noise', `sd${sd}`, (p) => noisy(p, sd))),
  ...percents([35, 50, 70], (s) => edit('pip', label(s), (p, o) => pip(p, o, s))),
  edit('rephoto', 'mild', (p) => rephotographed(p, false)),
  edit('rephoto', 'strong', (p) => rephotographed(p, true)),
  edit('rephoto', 'tilt-bg', async (p) => {
    const tilted = await step(await rephotographed(p, false), (image) =>
      image.rotate(4, { background: '#2a2622' }),
    );
    return step(tilted, (image) =>
      image.extend({ top: 60, bottom: 90, left: 50, right: 70, background: '#2a2622' }),
    );
  }),
  edit('resize', 'squash-w0.8', (p) => resized(p, 0.8 * p.width, p.height)),
  ...[0.125, 0.25, 0.5, 0.75].map((k) => edit('resize', `x${k}`, (p) => scaled(p, k))),
  ...[10, 2, 5].map((d) => edit('rot-small-crop', `${d}`, (p) => rotated(p, d, 'crop'))),
  ...[10, 2, 5].map((d) => edit('rot-small-fill', `${d}`, (p) => rotated(p, d, 'fill'))),
  ...[180, 270, 90].map((d) => edit('rot90', `${d}`, (p) => step(p, (image) => image.rotate(d)))),
  ...(['chat', 'feed', 'viewer'] as const).flatMap((kind) =>
    [true, false].map((dark) =>
      edit('screenshot', `${kind}-${dark ? 'dark' : 'light'}`, (p) => screenshot(p, kind, dark)),
    ),
  ),
  edit('text', '1line', (p) => text(p, 1, p.width / 16, 0.82)),
  edit('text', '3lines', (p) => text(p, 3, p.width / 16, 0.64)),
  edit('text', 'big-centre', (p) => text(p, 1, p.width / 7, 0.42)),
  edit('watermark', 'corner', (p) =>
    drawn(p, letters(p.width * 0.68, p.height * 0.92, p.width / 32, 12, `${WHITE} stroke-opacity="0.7"`)),
  ),
  edit('watermark', 'tiled', (p) => {
    let shapes = '';
    for (let y = 0.08; y < 1; y += 0.2)
      for (let x = 0.02; x < 1; x += 0.33)
        shapes += letters(x * p.width, y * p.height, p.width / 36, 10, `${WHITE} stroke-opacity="0.3"`);
    return drawn(p, shapes);
  }),
  edit('whatsapp', 'x0.4q40thrice', (p) => again(p, 0.4, 40, 3), 40),
  edit('whatsapp', 'x0.6q60twice', (p) => again(p, 0.6, 60, 2), 60),
];
