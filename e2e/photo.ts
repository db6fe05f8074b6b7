import { drawScene } from '@amaan/signal/testing';
import sharp from 'sharp';

const WIDTH = 1280;
const HEIGHT = 960;

/** A scene that the project draws itself, as a JPEG. */
export async function drawPhoto(seed = 11): Promise<Buffer> {
  return sharp(drawScene(WIDTH, HEIGHT, seed), { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: 92 })
    .toBuffer();
}

/** The edits of a typical repost: smaller, brighter, compressed again. */
export async function editPhoto(photo: string): Promise<Buffer> {
  const { width } = await sharp(photo).metadata();
  return sharp(photo)
    .rotate()
    .resize({ width: Math.max(256, Math.round(width * 0.7)) })
    .modulate({ brightness: 1.12 })
    .jpeg({ quality: 62 })
    .toBuffer();
}
