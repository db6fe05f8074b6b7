import { type Pixels, sniff } from '@amaan/signal';
import { stillsOfAnimation, stillsOfVideo } from '@amaan/signal/node';
import sharp from 'sharp';

const PREVIEW = 240;
const LARGEST = 1600;
const PIXELS = 50_000_000;
/** Stills in a row and in a column of a video's sheet, and the width of one. */
const ACROSS = 3;
const STILL = 480;
/** Black and white around a still that matched, in pixels. */
const MARK = [4, 10] as const;

/**
 * What is drawn of held bytes: a picture itself, of a video or an animation a sheet of grey stills in order of time,
 * those of the wanted moments (seconds) among them, in a frame.
 */
async function drawable(bytes: Uint8Array, wanted: readonly number[] = []): Promise<Uint8Array> {
  const video = sniff(bytes.subarray(0, 256)) === 'video';
  const stills = await (video ? stillsOfVideo : stillsOfAnimation)(bytes, ACROSS * ACROSS, wanted);
  if (!stills) return bytes;
  const [first] = stills;
  if (!first) throw new Error('The video has no frames.');
  const height = Math.round((STILL * first.picture.height) / first.picture.width);
  const placed = stills.map(async ({ picture, wanted: matched }, i) => ({
    input: await still(picture, height, matched),
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

/** One still of a sheet; with a mark it is a little smaller within its frame. */
function still(
  { width, height: high, channels, data }: Pixels,
  height: number,
  marked: boolean,
): Promise<Buffer> {
  const [black, white] = MARK;
  const edge = marked ? black + white : 0;
  const frame = (by: number, background: string) => ({
    top: by,
    bottom: by,
    left: by,
    right: by,
    background,
  });
  return sharp(data, { raw: { width, height: high, channels } })
    .resize(STILL - 2 * edge, height - 2 * edge, { fit: 'fill' })
    .toColourspace('b-w')
    .png()
    .toBuffer()
    .then((png) => (marked ? sharp(png).extend(frame(black, '#000')).png().toBuffer() : png))
    .then((png) => (marked ? sharp(png).extend(frame(white, '#fff')).png().toBuffer() : png));
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

/**
 * The picture, or a video's sheet of stills, as a fresh JPEG: a reviewer's browser never gets bytes that a stranger
 * made.
 *
 * @param wanted the seconds of a clip that matched, which its sheet must show
 */
export async function redrawn(bytes: Uint8Array, wanted: readonly number[] = []): Promise<Buffer> {
  return sharp(await drawable(bytes, wanted), { limitInputPixels: PIXELS })
    .autoOrient()
    .resize(LARGEST, LARGEST, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 85 })
    .toBuffer();
}
