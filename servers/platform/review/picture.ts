import { sniff } from '@amaan/signal';
import { stillsOfAnimation, stillsOfVideo } from '@amaan/signal/node';
import sharp from 'sharp';

const PREVIEW = 240;
const LARGEST = 1600;
const PIXELS = 50_000_000;
/** Stills in a row and in a column of a video's sheet, and the width of one. */
const ACROSS = 3;
const STILL = 480;

/** What is drawn of held bytes: a picture itself, of a video or an animation a sheet of grey stills in order of time. */
async function drawable(bytes: Uint8Array): Promise<Uint8Array> {
  const video = sniff(bytes.subarray(0, 256)) === 'video';
  const stills = await (video ? stillsOfVideo : stillsOfAnimation)(bytes, ACROSS * ACROSS);
  if (!stills) return bytes;
  const [first] = stills;
  if (!first) throw new Error('The video has no frames.');
  const height = Math.round((STILL * first.height) / first.width);
  const placed = stills.map(async ({ width, height: high, channels, data }, i) => ({
    input: await sharp(data, { raw: { width, height: high, channels } })
      .resize(STILL, height, { fit: 'fill' })
      .png()
      .toBuffer(),
    left: STILL * (i % ACROSS),
    top: height * Math.floor(i / ACROSS),
  }));
  const rows = Math.ceil(stills.length / ACROSS);
  return sharp({
    create: { width: ACROSS * STILL, height: rows * height, channels: 3, background: '#fff' },
  })
    .composite(await Promise.all(placed))
    .png()
    .toBuffer();
}

/** A small grey picture so blurred that nobody can be made out: about 12 pixels across, drawn large. */
export async function preview(bytes: Uint8Array): Promise<Buffer> {
  return sharp(await drawable(bytes), { limitInputPixels: PIXELS })
    .autoOrient()
    .resize(12, 12, { fit: 'inside' })
    .grayscale()
    .toBuffer({ resolveWithObject: true })
    .then(({ data, info }) => {
      const scale = PREVIEW / Math.max(info.width, info.height);
      return sharp(data, { limitInputPixels: PIXELS })
        .resize(Math.round(info.width * scale), Math.round(info.height * scale), { kernel: 'cubic' })
        .blur(8)
        .jpeg({ quality: 60 })
        .toBuffer();
    });
}

/** The picture, or a video's sheet of stills, as a fresh JPEG: a reviewer's browser never gets bytes that a stranger made. */
export async function redrawn(bytes: Uint8Array): Promise<Buffer> {
  return sharp(await drawable(bytes), { limitInputPixels: PIXELS })
    .autoOrient()
    .resize(LARGEST, LARGEST, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 85 })
    .toBuffer();
}
