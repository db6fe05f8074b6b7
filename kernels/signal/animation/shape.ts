/** One picture of an animation, as a file of its own that any decoder of its kind reads. */
export interface AnimationFrame {
  /** The file, made when it is asked for. */
  readonly still: () => Uint8Array<ArrayBuffer>;
  /** Where it lies on the canvas, in pixels; it may reach over the edges. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How long it is shown. */
  readonly seconds: number;
  /** Laid over what is there, or put in its place. */
  readonly blend: 'over' | 'replace';
  /** What becomes of its place afterwards: it stays, is emptied, or is what it was before. */
  readonly after: 'keep' | 'clear' | 'restore';
}

/** A picture file with several frames. */
export interface Animation {
  /** The canvas, in pixels, as stored. */
  readonly width: number;
  readonly height: number;
  readonly frames: readonly AnimationFrame[];
  /** False when the file ends before its last frame does. */
  readonly whole: boolean;
}

/** A delay of a hundredth of a second or none means "as fast as possible"; browsers then show a tenth. */
const SHORTEST = 0.01;
const INSTEAD = 0.1;

/** How long a browser shows a frame whose file says so many seconds. */
export function shownFor(seconds: number): number {
  return seconds > SHORTEST ? seconds : INSTEAD;
}
