// Pictures that the project draws itself: the same on every machine, with edges, slopes and texture as photographs
// have, so that their hashes have quality and their files exercise the decoders.
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { BMP_FORMS, writeBmp } from './draw-bmp.ts';
import { coloursBox, mirroredBox, turnedBox, withProperties } from './boxes.ts';

/** RGB pixels of a drawn scene, `seed` for another one. */
export function drawScene(width: number, height: number, seed = 1): Buffer {
  const data = Buffer.alloc(3 * width * height);
  const discs = Array.from({ length: 9 }, (_, i) => ({
    x: ((i * 37 + seed * 53) % 100) / 100,
    y: ((i * 61 + seed * 29) % 100) / 100,
    r: 0.06 + ((i * 17 + seed * 7) % 20) / 100,
    colour: [(i * 83 + seed * 40) % 256, (i * 151 + seed * 90) % 256, (i * 199 + seed * 10) % 256],
  }));
  let to = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = [x / width, y / height];
      const wave = 40 * Math.sin(12 * u + seed) * Math.cos(9 * v);
      // Tiles of uneven size: without edges a picture has no quality.
      const tile = 22 * ((Math.floor(9 * u * u + 3 * u + seed) * 7 + Math.floor(8 * v + 3 * u) * 5) % 4) - 33;
      let colour = [60 + 120 * u + wave + tile, 70 + 110 * v - wave + tile, 150 - 80 * u * v + tile];
      for (const disc of discs)
        if ((u - disc.x) ** 2 + (v - disc.y) ** 2 < disc.r ** 2)
          colour = disc.colour.map((c, i) => 0.7 * c + 0.3 * (colour[i] ?? 0));
      for (let c = 0; c < 3; c++) data[to++] = Math.max(0, Math.min(255, Math.round(colour[c] ?? 0)));
    }
  return data;
}

/**
 * Drawn scenes in the kinds of file that nothing here writes, written once: HEIC and JPEG XL in Display P3 (161 x 121),
 * JPEG XL with orientation 6 (drawn 161 x 121) and with two frames (64 x 48), AVIF with three frames of half a second
 * (scenes 1 to 3, 120 x 90). By file name.
 */
export function writtenFiles(): Map<string, Buffer> {
  const names = ['p3.heic', 'p3.jxl', 'turned.jxl', 'moves.jxl', 'moves.avif'];
  return new Map(names.map((name) => [name, readFileSync(new URL(name, import.meta.url))]));
}

/** One drawn scene in every kind of file that is read here and in browsers, by file name. */
export async function drawnFiles(width = 331, height = 247): Promise<Map<string, Buffer>> {
  const rgb = drawScene(width, height);
  const scene = () => sharp(rgb, { raw: { width, height, channels: 3 } });
  const seeThrough = await scene()
    .ensureAlpha()
    .composite([
      {
        input: Buffer.from(
          `<svg width="${width}" height="${height}"><defs><linearGradient id="g"><stop stop-opacity="0.1"/><stop offset="1"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/></svg>`,
        ),
        blend: 'dest-in',
      },
    ])
    .png()
    .toBuffer();
  const avif = await scene().avif({ quality: 70, effort: 1 }).toBuffer();
  const files: Record<string, Promise<Buffer> | Buffer> = {
    'plain.jpg': scene().jpeg({ quality: 90 }).toBuffer(),
    'full-chroma.jpg': scene().jpeg({ quality: 80, chromaSubsampling: '4:4:4' }).toBuffer(),
    'progressive.jpg': scene().jpeg({ quality: 85, progressive: true }).toBuffer(),
    'grey.jpg': scene().greyscale().jpeg().toBuffer(),
    'cmyk.jpg': scene().toColourspace('cmyk').jpeg().toBuffer(),
    'plain.png': scene().png().toBuffer(),
    'palette.png': scene().png({ palette: true, colours: 64 }).toBuffer(),
    'one-bit.png': scene().png({ palette: true, colours: 2, dither: 1 }).toBuffer(),
    'grey.png': scene().greyscale().png().toBuffer(),
    'deep.png': scene().toColourspace('rgb16').png().toBuffer(),
    'alpha.png': seeThrough,
    'grey-alpha.png': sharp(seeThrough).greyscale().png().toBuffer(),
    'lossy.webp': scene().webp().toBuffer(),
    'lossless.webp': scene().webp({ lossless: true }).toBuffer(),
    'alpha.webp': sharp(seeThrough).webp().toBuffer(),
    'plain.gif': scene().gif().toBuffer(),
    'plain.avif': avif,
    'numbers-p3.avif': withProperties(avif, coloursBox(12, 13)),
    'numbers-2020.avif': withProperties(avif, coloursBox(9, 1)),
    ...Object.fromEntries(
      [1, 2, 3].map((quarters) => [`turned-${quarters}.avif`, withProperties(avif, turnedBox(quarters))]),
    ),
    'mirrored-0.avif': withProperties(avif, mirroredBox(0)),
    'mirrored-1.avif': withProperties(avif, turnedBox(1), mirroredBox(1)),
    'plain.bmp': writeBmp(width, height, rgb),
    ...Object.fromEntries(
      BMP_FORMS.slice(1).map((form) => [`${form}.bmp`, writeBmp(width, height, rgb, form)]),
    ),
    'plain.tif': scene().tiff({ compression: 'lzw' }).toBuffer(),
    'deep.tif': scene().toColourspace('rgb16').tiff({ predictor: 'horizontal' }).toBuffer(),
    'p3.jpg': scene().withIccProfile('p3').jpeg({ quality: 90 }).toBuffer(),
    'p3.png': scene().withIccProfile('p3').png().toBuffer(),
    'p3.webp': scene().withIccProfile('p3').webp({ lossless: true }).toBuffer(),
    'p3.avif': scene().withIccProfile('p3').avif({ quality: 70, effort: 1 }).toBuffer(),
  };
  for (let tag = 2; tag <= 8; tag++)
    files[`tag-${tag}.jpg`] = scene().withMetadata({ orientation: tag }).jpeg({ quality: 90 }).toBuffer();
  return new Map(
    await Promise.all(Object.entries(files).map(async ([name, file]) => [name, await file] as const)),
  );
}

/** A PNG of a few bytes whose header claims this size: what a decoder would have to make room for. */
export function bombPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(header);
  header.writeUInt32BE(13, 8);
  header.write('IHDR', 12);
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  header.set([8, 2, 0, 0, 0], 24);
  header.writeUInt32BE(crc32(header.subarray(12, 29)), 29);
  return Buffer.concat([header, Buffer.from('0000000049454e44ae426082', 'hex')]);
}

/** A drawn scene as JPEG. */
export function drawnJpeg(width: number, height: number, seed = 1): Promise<Buffer> {
  return sharp(drawScene(width, height, seed), { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 88 })
    .toBuffer();
}
