import { ShapeError } from '@amaan/base';
import { readVpdqJson, readVpdqText, writeVpdqJson, writeVpdqText } from '../video/formats.ts';
import { dice, type FuzzReport, mutate } from './fuzz.ts';

const FRAMES = 6;
const HASH_DIGITS = 64;
const MOST_MS = 1000;
const MARKS = '0123456789abcdefABCDEF,.+-e\n\r" []{}';

/** A text with one character that such texts have in another's place: near enough to a good one to pass now and then. */
function slip(text: string, roll: (below: number) => number): string {
  const at = roll(text.length);
  return text.slice(0, at) + MARKS.charAt(roll(MARKS.length)) + text.slice(at + 1);
}

/** The processor's time of this thread in milliseconds: a clock would measure a busy machine's other work. */
function spent(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Gives fuzzed texts to the readers of both vPDQ forms: frames that can be written and read again, or a ShapeError. */
export function fuzzFormats(count: number, seed: number): FuzzReport {
  const report: FuzzReport = { files: 0, read: 0, refused: {}, bad: [], slowestMs: 0 };
  const roll = dice(seed);
  const hash = () => Array.from({ length: HASH_DIGITS }, () => roll(16).toString(16)).join('');
  const good = Array.from({ length: FRAMES }, (_, n) => ({ n, quality: roll(101), hash: hash(), t: n / 4 }));
  const forms = [
    { text: writeVpdqText(good), again: (text: string) => readVpdqText(writeVpdqText(readVpdqText(text))) },
    { text: writeVpdqJson(good), again: (text: string) => readVpdqJson(writeVpdqJson(readVpdqJson(text))) },
  ];
  for (let i = 0; i < count; i++) {
    const form = forms[i % forms.length];
    if (!form) break;
    const odd =
      roll(2) === 0 ? slip(form.text, roll) : Buffer.from(mutate(Buffer.from(form.text), roll)).toString();
    const from = spent();
    try {
      const frames = form.again(odd);
      const fine = frames.every(
        (frame) => /^[0-9a-f]{64}$/.test(frame.hash) && frame.quality <= 100 && frame.t >= 0,
      );
      if (fine) report.read += 1;
      else report.bad.push(`vPDQ text ${i} of seed ${seed}: frames that are none`);
    } catch (error) {
      if (error instanceof ShapeError) report.refused[error.code] = (report.refused[error.code] ?? 0) + 1;
      else report.bad.push(`vPDQ text ${i} of seed ${seed}: ${String(error)}`);
    }
    const ms = spent() - from;
    report.slowestMs = Math.max(report.slowestMs, ms);
    if (ms > MOST_MS) report.bad.push(`vPDQ text ${i} of seed ${seed}: ${Math.round(ms)} ms`);
    report.files += 1;
  }
  return report;
}
