import sharp from 'sharp';

const PREVIEW = 240;
const LARGEST = 1600;
const PIXELS = 50_000_000;

/** A small grey picture so blurred that nobody can be made out: about 12 pixels across, drawn large. */
export function preview(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes, { limitInputPixels: PIXELS })
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

/** The picture as a fresh JPEG: a reviewer's browser never gets bytes that a stranger made. */
export function redrawn(bytes: Uint8Array): Promise<Buffer> {
  return sharp(bytes, { limitInputPixels: PIXELS })
    .autoOrient()
    .resize(LARGEST, LARGEST, { fit: 'inside', withoutEnlargement: true })
    .flatten({ background: '#fff' })
    .jpeg({ quality: 85 })
    .toBuffer();
}
