import type { Job } from './fold.ts';

/** A part of an upload as fractions of its sides. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The part that a match names, `left,top,width,height turn` in percent; undefined for the whole. */
export function rectangleOf(view: string | undefined): Rectangle | undefined {
  const [left, top, width, height] =
    /(?:^|, )(-?\d+),(-?\d+),(\d+),(\d+) /
      .exec(view ?? '')
      ?.slice(1)
      .map(Number) ?? [];
  if (left === undefined || top === undefined || width === undefined || height === undefined)
    return undefined;
  return { x: left / 100, y: top / 100, width: width / 100, height: height / 100 };
}

/** The moment of a clip that a match names, `at 2.5 s`, in seconds. */
export function momentOf(view: string | undefined): number | undefined {
  const [, seconds] = /^at (\d+(?:\.\d+)?) s/.exec(view ?? '') ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}

/** The moments at which an upload matched. */
export function momentsOf({ matches }: Pick<Job, 'matches'>): number[] {
  return matches.flatMap(({ view }) => momentOf(view) ?? []);
}
