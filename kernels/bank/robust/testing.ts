import type { Pixels } from '@amaan/signal';

/** Overlapping soft discs: edges in every direction, none of them straight. Other seeds give other pictures. */
export function scene(width: number, height: number, seed: number): Pixels {
  const random = (k: number) => (Math.abs(Math.sin(seed * 91.7 + k * 78.233)) * 43_758.5453) % 1;
  const discs = Array.from({ length: 40 }, (_, i) => ({
    x: random(4 * i),
    y: random(4 * i + 1),
    r: 0.03 + 0.15 * random(4 * i + 2),
    value: 255 * random(4 * i + 3),
  }));
  const data = new Uint8Array(width * height);
  for (let at = 0; at < data.length; at++) {
    const [x, y] = [(at % width) / width, Math.floor(at / width) / height];
    let value = 128;
    for (const disc of discs) {
      const near = 1 - ((x - disc.x) ** 2 + (y - disc.y) ** 2) / disc.r ** 2;
      if (near > 0) value += (disc.value - value) * Math.min(1, 4 * near);
    }
    data[at] = value;
  }
  return { width, height, channels: 1, data };
}

/** Three discs or boxes of one tone each, on a ground of one tone: little to be seen, so much alike. */
export function shapes(width: number, height: number, seed: number): Pixels {
  const random = (k: number) => (Math.abs(Math.sin(seed * 91.7 + k * 78.233)) * 43_758.5453) % 1;
  const data = new Uint8Array(width * height).fill(255 * random(99));
  for (let shape = 0; shape < 30; shape += 10) {
    const [wide, high] = [0.1 + 0.4 * random(shape + 2), 0.1 + 0.4 * random(shape + 3)];
    const [tone, round] = [255 * random(shape + 4), random(shape + 5) < 0.4];
    for (let at = 0; at < data.length; at++) {
      const dx = ((at % width) / width - random(shape)) / wide;
      const dy = (Math.floor(at / width) / height - random(shape + 1)) / high;
      if (round ? dx * dx + dy * dy < 1 : Math.max(Math.abs(dx), Math.abs(dy)) < 1) data[at] = tone;
    }
  }
  return { width, height, channels: 1, data };
}

/** The ground with the picture (or its mirror image) laid on it. */
export function paste(ground: Pixels, picture: Pixels, left: number, top: number, mirror = false): Pixels {
  const data = Uint8Array.from(ground.data);
  for (let y = 0; y < picture.height; y++)
    for (let x = 0; x < picture.width; x++) {
      const from = y * picture.width + (mirror ? picture.width - 1 - x : x);
      data[(top + y) * ground.width + left + x] = picture.data[from] ?? 0;
    }
  return { ...ground, data };
}

/** A picture of one luma. */
export const flat = (width: number, height: number, value: number): Pixels => ({
  width,
  height,
  channels: 1,
  data: new Uint8Array(width * height).fill(value),
});

/** The rectangle of a picture from (left, top). */
export function cut(picture: Pixels, left: number, top: number, width: number, height: number): Pixels {
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const from = (top + y) * picture.width + left;
    data.set(picture.data.subarray(from, from + width), y * width);
  }
  return { width, height, channels: 1, data };
}

/** The picture turned about its middle, the corners filled with black. */
export function tilt(picture: Pixels, degrees: number): Pixels {
  const { width, height } = picture;
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const fromX = Math.round(width / 2 + cos * dx + sin * dy);
      const fromY = Math.round(height / 2 - sin * dx + cos * dy);
      if (fromX >= 0 && fromX < width && fromY >= 0 && fromY < height)
        data[y * width + x] = picture.data[fromY * width + fromX] ?? 0;
    }
  return { ...picture, data };
}
