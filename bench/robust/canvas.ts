import sharp, { type Sharp } from 'sharp';

/** A picture being edited: RGB, 8 bits. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

const opened = ({ width, height, data }: Picture) => sharp(data, { raw: { width, height, channels: 3 } });

async function closed(image: Sharp): Promise<Picture> {
  const { data, info } = await image
    .flatten({ background: '#000' })
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { channels } = info;
  if (channels === 3) return { width: info.width, height: info.height, data };
  // One or two channels are grey; the fourth is what a composite leaves of its transparency.
  const rgb = Buffer.alloc(3 * info.width * info.height);
  for (let i = 0; i < rgb.length; i++)
    rgb[i] = data[Math.floor(i / 3) * channels + (channels < 3 ? 0 : i % 3)] ?? 0;
  return { width: info.width, height: info.height, data: rgb };
}

/** One step of sharp's. */
export function step(picture: Picture, work: (image: Sharp) => Sharp): Promise<Picture> {
  return closed(work(opened(picture)));
}

/** A file read at most `longest` pixels on its longer side. */
export function load(file: string, longest: number): Promise<Picture> {
  return closed(sharp(file).resize(longest, longest, { fit: 'inside', withoutEnlargement: true }));
}

export function toJpeg(picture: Picture, quality = 80): Promise<Buffer> {
  return opened(picture).jpeg({ quality }).toBuffer();
}

export async function reread(picture: Picture, quality: number): Promise<Picture> {
  return closed(sharp(await toJpeg(picture, quality)));
}

export function resized(picture: Picture, width: number, height: number): Promise<Picture> {
  return step(picture, (image) =>
    image.resize(Math.max(8, Math.round(width)), Math.max(8, Math.round(height)), { fit: 'fill' }),
  );
}

export function scaled(picture: Picture, by: number): Promise<Picture> {
  return resized(picture, picture.width * by, picture.height * by);
}

/** The part from (x, y) of the given size, all in fractions of the sides. */
export function cropped(
  picture: Picture,
  x: number,
  y: number,
  width: number,
  height: number,
): Promise<Picture> {
  const w = Math.max(8, Math.floor(picture.width * width));
  const h = Math.max(8, Math.floor(picture.height * height));
  const left = Math.min(picture.width - w, Math.round(picture.width * x));
  const top = Math.min(picture.height - h, Math.round(picture.height * y));
  return step(picture, (image) => image.extract({ left, top, width: w, height: h }));
}

export function blank(width: number, height: number, colour: string): Promise<Picture> {
  return closed(
    sharp({
      create: { width: Math.round(width), height: Math.round(height), channels: 3, background: colour },
    }),
  );
}

/** Lays pictures on a ground, each with its left and top in pixels. */
export function laid(
  ground: Picture,
  ...parts: Array<{ on: Picture; x: number; y: number }>
): Promise<Picture> {
  return step(ground, (image) =>
    image.composite(
      parts.map(({ on, x, y }) => ({
        input: on.data,
        raw: { width: on.width, height: on.height, channels: 3 as const },
        left: Math.round(x),
        top: Math.round(y),
      })),
    ),
  );
}

/** Draws SVG shapes over a picture; coordinates are its pixels. */
export function drawn(picture: Picture, shapes: string): Promise<Picture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${picture.width}" height="${picture.height}">${shapes}</svg>`;
  return step(picture, (image) => image.composite([{ input: Buffer.from(svg), left: 0, top: 0 }]));
}

/** Every channel value through a function. */
export function mapped(picture: Picture, work: (value: number, at: number) => number): Picture {
  const data = Buffer.alloc(picture.data.length);
  for (let i = 0; i < data.length; i++)
    data[i] = Math.max(0, Math.min(255, Math.round(work(picture.data[i] ?? 0, i))));
  return { ...picture, data };
}

/**
 * A line of letter-like strokes: what text does to a hash does not depend on a font being installed.
 *
 * @param size height of the letters in pixels
 */
export function letters(x: number, y: number, size: number, count: number, style: string): string {
  let path = '';
  for (let i = 0; i < count; i++) {
    if (i % 6 === 5) continue;
    const left = x + i * size * 0.72;
    const at = (u: number, v: number) =>
      `${(left + u * size * 0.52).toFixed(1)} ${(y + v * size).toFixed(1)}`;
    const shape = (i * 7 + count) % 5;
    if (shape === 0) path += `M${at(0, 1)}L${at(0, 0)}L${at(1, 0.1)}L${at(0, 0.5)}`;
    else if (shape === 1) path += `M${at(0, 1)}L${at(0.5, 0)}L${at(1, 1)}M${at(0.2, 0.6)}L${at(0.8, 0.6)}`;
    else if (shape === 2)
      path += `M${at(1, 0)}L${at(0, 0)}L${at(0, 1)}L${at(1, 1)}M${at(0, 0.5)}L${at(0.8, 0.5)}`;
    else if (shape === 3) path += `M${at(0, 0)}L${at(1, 0)}M${at(0.5, 0)}L${at(0.5, 1)}`;
    else path += `M${at(0, 0)}L${at(0, 1)}M${at(1, 0)}L${at(1, 1)}M${at(0, 0.5)}L${at(1, 0.5)}`;
  }
  return `<path d="${path}" fill="none" stroke-linejoin="round" stroke-width="${(size * 0.16).toFixed(1)}" ${style}/>`;
}
