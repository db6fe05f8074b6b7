import { type Orientation, type Rect, TURNS } from '@amaan/signal';

/** A parallelogram in an upload's pixels: its first corner, the way along its rows, the way down its columns. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly ax: number;
  readonly ay: number;
  readonly bx: number;
  readonly by: number;
}

/** The frame of a picture as it looks after a turn: the same pixels, read in another order. */
export function turnFrame({ x, y, ax, ay, bx, by }: Frame, orientation: Orientation): Frame {
  const { transpose, mirrorRows, mirrorColumns } = TURNS[orientation];
  const [cx, cy, rx, ry] = transpose ? [bx, by, ax, ay] : [ax, ay, bx, by];
  return {
    x: x + (mirrorColumns ? cx : 0) + (mirrorRows ? rx : 0),
    y: y + (mirrorColumns ? cy : 0) + (mirrorRows ? ry : 0),
    ax: mirrorColumns ? -cx : cx,
    ay: mirrorColumns ? -cy : cy,
    bx: mirrorRows ? -rx : rx,
    by: mirrorRows ? -ry : ry,
  };
}

/** Where a part of a picture lies when the whole picture lies in `whole`. */
export function partFrame({ x, y, ax, ay, bx, by }: Frame, part: Rect): Frame {
  return {
    x: x + part.x * ax + part.y * bx,
    y: y + part.x * ay + part.y * by,
    ax: part.width * ax,
    ay: part.width * ay,
    bx: part.height * bx,
    by: part.height * by,
  };
}

/** Where the whole picture lies when a part of it lies in `frame`: the inverse of `partFrame`. */
export function wholeFrame({ x, y, ax, ay, bx, by }: Frame, part: Rect): Frame {
  const [wx, wy] = [ax / part.width, ay / part.width];
  const [hx, hy] = [bx / part.height, by / part.height];
  return {
    x: x - part.x * wx - part.y * hx,
    y: y - part.x * wy - part.y * hy,
    ax: wx,
    ay: wy,
    bx: hx,
    by: hy,
  };
}

/** What two hits on one record must agree in. */
export interface Shape {
  readonly mirrored: boolean;
  /** Radians, of the rows. */
  readonly angle: number;
  readonly logSize: number;
  readonly logAspect: number;
  readonly x: number;
  readonly y: number;
}

/** A frame as its turn, its size, its aspect (both as logarithms) and its middle: what two views must agree in. */
export function shapeOf({ x, y, ax, ay, bx, by }: Frame): Shape {
  const [a, b] = [Math.hypot(ax, ay), Math.hypot(bx, by)];
  return {
    mirrored: ax * by - ay * bx < 0,
    angle: Math.atan2(ay, ax),
    logSize: Math.log(a * b) / 2,
    logAspect: Math.log(a / b),
    x: x + (ax + bx) / 2,
    y: y + (ay + by) / 2,
  };
}

const ANGLE = (5 * Math.PI) / 180;

/** Whether two frames show the same picture in nearly the same place. */
export function agree(a: Shape, b: Shape): boolean {
  if (a.mirrored !== b.mirrored) return false;
  const turn = Math.abs(((a.angle - b.angle + 3 * Math.PI) % (2 * Math.PI)) - Math.PI);
  const near = 0.15 * Math.exp(Math.min(a.logSize, b.logSize));
  return (
    turn < ANGLE &&
    Math.abs(a.logSize - b.logSize) < 0.22 &&
    Math.abs(a.logAspect - b.logAspect) < 0.3 &&
    Math.abs(a.x - b.x) < near &&
    Math.abs(a.y - b.y) < near
  );
}

/**
 * The frame moved (in parts of its own sides), turned, scaled and stretched about one of its points (also in parts of
 * its sides): about the middle of what is seen of a cropped picture, so that a change of size is not a move as well.
 */
export function adjusted(
  frame: Frame,
  about: { readonly x: number; readonly y: number },
  dx: number,
  dy: number,
  logScale: number,
  logStretch: number,
  turn: number,
): Frame {
  const { ax, ay, bx, by } = frame;
  const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
  const [wide, high] = [Math.exp(logScale + logStretch / 2), Math.exp(logScale - logStretch / 2)];
  const [nax, nay] = [wide * (cos * ax - sin * ay), wide * (sin * ax + cos * ay)];
  const [nbx, nby] = [high * (cos * bx - sin * by), high * (sin * bx + cos * by)];
  const x = frame.x + (about.x + dx) * ax + (about.y + dy) * bx;
  const y = frame.y + (about.x + dx) * ay + (about.y + dy) * by;
  return {
    x: x - about.x * nax - about.y * nbx,
    y: y - about.x * nay - about.y * nby,
    ax: nax,
    ay: nay,
    bx: nbx,
    by: nby,
  };
}

/** An upright rectangle as a frame. */
export function upright({ x, y, width, height }: Rect): Frame {
  return { x, y, ax: width, ay: 0, bx: 0, by: height };
}

/** A rectangle turned about a point. */
export function tilted(rect: Rect, degrees: number, cx: number, cy: number): Frame {
  const angle = (degrees * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const [dx, dy] = [rect.x - cx, rect.y - cy];
  return {
    x: cx + cos * dx - sin * dy,
    y: cy + sin * dx + cos * dy,
    ax: cos * rect.width,
    ay: sin * rect.width,
    bx: -sin * rect.height,
    by: cos * rect.height,
  };
}

/** The upright rectangle whose turned copy just touches all four sides of a box: what filled corners leave. */
export function unfilled(width: number, height: number, degrees: number): [number, number] {
  const angle = (Math.abs(degrees) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(angle), Math.cos(angle)];
  const by = cos * cos - sin * sin;
  return [(width * cos - height * sin) / by, (height * cos - width * sin) / by];
}

/** Where a frame lies, as a match names it: left, top, width, height in percent of the upload; then its turn. */
export function nameOfFrame({ x, y, ax, ay, bx, by }: Frame, width: number, height: number): string {
  const xs = [x, x + ax, x + bx, x + ax + bx];
  const ys = [y, y + ay, y + by, y + ay + by];
  const percent = (value: number, of: number) => Math.round((100 * value) / of);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const turn = Math.round((Math.atan2(ay, ax) * 180) / Math.PI);
  const mirrored = ax * by - ay * bx < 0 ? ' mirrored' : '';
  const sides = [
    percent(left, width),
    percent(top, height),
    percent(Math.max(...xs) - left, width),
    percent(Math.max(...ys) - top, height),
  ];
  return `${sides.join(',')} ${turn}°${mirrored}`;
}
