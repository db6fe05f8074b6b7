// Edits of clips as reposts have them, made by ffmpeg. Each begins 0.37 s into the clip and is compressed again, so that
// no frame falls where the bank looked.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const START = 0.37;
const FONT = '/usr/share/fonts/truetype/dejavu/DejaVuSerif-Bold.ttf';

/** One way to edit a clip. `[c]` is the clip, `[o]` another moving one, `[p]` a photograph; the result is `[v]`. */
export interface ClipEdit {
  readonly family: string;
  readonly name: string;
  readonly graph: string;
  /** Quality of the encoding; larger is worse. */
  readonly crf?: number;
  /** Part of the clip that is kept, from and to, 0 to 1. */
  readonly keep?: readonly [number, number];
}

const even = 'scale=trunc(iw/2)*2:trunc(ih/2)*2';
const crop = (w: number, h: number, x: string, y: string) => `crop=iw*${w}:ih*${h}:${x}:${y}`;
const centre = (lost: number) => crop(1 - lost, 1 - lost, '(iw-ow)/2', '(ih-oh)/2');
const words = (text: string, y: string, size: number) =>
  `drawtext=fontfile=${FONT}:text='${text}':fontsize=h*${size}:fontcolor=white:borderw=3:x=(w-tw)/2:y=${y}`;
const rotate = (degrees: number) => `rotate=${degrees}*PI/180:fillcolor=black`;
/** Turned, and cut to the largest part of its own aspect without corners. */
function turnedCut(degrees: number): string {
  const angle = (degrees * Math.PI) / 180;
  const by = (1 / (Math.cos(angle) + 1.5 * Math.sin(angle))).toFixed(3);
  return `rotate=${degrees}*PI/180,crop=iw*${by}:ih*${by}`;
}
const one = (family: string, name: string, filter: string, rest: Partial<ClipEdit> = {}): ClipEdit => ({
  family,
  name,
  graph: `[c]${filter},${even}[v]`,
  ...rest,
});

/** Laid on another picture or clip, which is made as wide as `wide` clips. */
const laid = (
  family: string,
  name: string,
  ground: 'o' | 'p',
  size: number,
  x: number,
  y: number,
): ClipEdit => ({
  family,
  name,
  graph:
    `[${ground}]scale=720:720:force_original_aspect_ratio=increase,crop=720:720[g];` +
    `[c]scale=${Math.round(720 * size)}:-2[s];[g][s]overlay=(W-w)*${x}:(H-h)*${y}:shortest=1,${even}[v]`,
});

export const CLIP_EDITS: readonly ClipEdit[] = [
  one('re-encoded', 'crf 32', 'null', { crf: 32 }),
  one('re-encoded', 'half size, crf 38', 'scale=iw/2:-2', { crf: 38 }),
  one('trimmed', 'the middle third', 'null', { keep: [0.33, 0.67] }),
  one('colours', 'grey', 'hue=s=0'),
  one('colours', 'dark and contrasted', 'eq=brightness=-0.12:contrast=1.3'),
  one('cropped', 'centre 10 %', centre(0.1)),
  one('cropped', 'centre 20 %', centre(0.2)),
  one('cropped', 'centre 35 %', centre(0.35)),
  one('cropped', 'corner 15 %', crop(0.85, 0.85, '0', 'ih*0.15')),
  one('cropped', 'corner 30 %', crop(0.7, 0.7, 'iw*0.3', '0')),
  one('cropped', 'one side 25 %', crop(0.75, 1, '0', '0')),
  one('bordered', 'black 8 %', 'pad=iw*1.16:ih*1.16:(ow-iw)/2:(oh-ih)/2'),
  one('bordered', 'white, captions', 'pad=iw:ih*1.4:0:(oh-ih)/2:white'),
  {
    family: 'bordered',
    name: 'blurred fill 9:16',
    graph: `[c]split[a][b];[a]scale=540:960,gblur=20[g];[b]scale=540:-2[s];[g][s]overlay=0:(H-h)/2,${even}[v]`,
  },
  one('mirrored', 'mirror', 'hflip'),
  one('mirrored', 'mirror, crop 15 %', `hflip,${centre(0.15)}`),
  one(
    'text',
    'two lines',
    `${words('look at this', 'h*0.08', 0.09)},${words('share it now', 'h*0.8', 0.09)}`,
  ),
  one(
    'text',
    'four large lines',
    [0.05, 0.3, 0.55, 0.8].map((y) => words('WHO IS THIS', `h*${y}`, 0.13)).join(','),
  ),
  one('sticker', 'box on a tenth', 'drawbox=iw*0.55:ih*0.25:iw*0.33:ih*0.3:yellow:fill'),
  one('rotated', '4 degrees, filled', rotate(4)),
  one('rotated', '4 degrees, cut', turnedCut(4)),
  one('rotated', '9 degrees, cut', turnedCut(9)),
  one('rotated', '90 degrees', 'transpose=1'),
  laid('embedded', 'on a photograph, 60 %', 'p', 0.6, 0.5, 0.5),
  laid('embedded', 'on a moving clip, 55 %', 'o', 0.55, 0.2, 0.3),
  {
    family: 'embedded',
    name: 'in an app',
    graph:
      `color=white:s=540x1080[g];[c]scale=540:-2[s];[g][s]overlay=0:160:shortest=1,` +
      `drawbox=0:0:iw:60:gray:fill,drawbox=20:90:60:50:black:fill,${words('somebody shared', '95', 0.03)},${even}[v]`,
  },
  one('together', 'mirror, crop 10 %, text, crf 34', `hflip,${centre(0.1)},${words('wow', 'h*0.75', 0.15)}`, {
    crf: 34,
  }),
  one(
    'together',
    'border, sticker, half size',
    'drawbox=iw*0.1:ih*0.1:iw*0.25:ih*0.25:red:fill,pad=iw*1.2:ih*1.2:(ow-iw)/2:(oh-ih)/2,scale=iw/2:-2',
  ),
];

/** Makes an edited copy. @returns its path */
export async function editClip(
  edit: ClipEdit,
  clip: { readonly file: string; readonly seconds: number },
  other: { readonly clip: string; readonly photo: string },
  folder: string,
): Promise<string> {
  const [from, to] = edit.keep ?? [0, 1];
  const start = Math.max(START, from * clip.seconds);
  const length = to * clip.seconds - start;
  const out = join(folder, 'edited.mp4');
  const inputs = ['-ss', String(start), '-t', String(length), '-i', clip.file];
  const others = edit.graph.includes('[o]')
    ? ['-stream_loop', '-1', '-i', other.clip]
    : edit.graph.includes('[p]')
      ? ['-loop', '1', '-framerate', '25', '-i', other.photo]
      : [];
  const graph = edit.graph.replace('[c]', '[0:v]').replace(/\[[op]\]/, '[1:v]');
  await run('ffmpeg', [
    '-nostdin',
    '-v',
    'error',
    '-y',
    '-threads',
    '1',
    ...inputs,
    ...others,
    '-filter_complex',
    graph,
    '-map',
    '[v]',
    '-t',
    String(length),
    '-an',
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    String(edit.crf ?? 27),
    '-pix_fmt',
    'yuv420p',
    out,
  ]);
  return out;
}

/** A clip of a photograph: a camera that wanders over it, shaking a little. */
export async function panOf(photo: string, seed: number, out: string): Promise<void> {
  const [a, b] = [0.35 + 0.05 * (seed % 5), 0.5 + 0.07 * (seed % 3)];
  const x = `(iw-ow)*(0.5+0.4*sin(${a}*t+${seed})+0.04*sin(7*t))`;
  const y = `(ih-oh)*(0.5+0.4*cos(${b}*t+${seed})+0.04*sin(9*t+1))`;
  await run('ffmpeg', [
    '-nostdin',
    '-v',
    'error',
    '-y',
    '-threads',
    '1',
    '-loop',
    '1',
    '-framerate',
    '15',
    '-i',
    photo,
    '-t',
    '5',
    '-vf',
    `scale=800:-2,crop=iw*0.7:ih*0.7:'${x}':'${y}',scale=480:-2`,
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    '26',
    '-pix_fmt',
    'yuv420p',
    out,
  ]);
}
