import { type Outcome, RULES, type RuleName } from './measure.ts';

const COLOURS: Record<RuleName, string> = { plain: '#8a94a0', 'upload-view': '#2f6f9f', aligned: '#e08a2c' };
const MEANING: Record<RuleName, string> = {
  plain: 'the whole picture, as platforms compare today',
  'upload-view': 'parts of the upload, with any bank',
  aligned: 'views of the record, laid over the upload',
};
/** What a family's edits do, in words. */
const WORDS: Record<string, string> = {
  border: 'border or letterbox',
  combo: 'two or three of these at once',
  'crop-centre': 'cropped, middle kept',
  'crop-off': 'cropped, off the middle',
  emoji: 'stickers',
  jpeg: 'compressed (JPEG)',
  meme: 'captions above and below',
  mirror: 'mirrored',
  pip: 'picture in picture',
  rephoto: 'photograph of a screen',
  resize: 'scaled or squashed',
  'rot-small-crop': 'turned a little, cropped',
  'rot-small-fill': 'turned a little, corners filled',
  rot90: 'turned by 90 or 180 degrees',
  screenshot: 'screenshot of a phone',
  text: 'text over it',
  whatsapp: 'sent by a messenger',
};
const WIDTH = 800;
const LEFT = 240;
const WIDE = 480;
const ROW = 22;
const TOP = 168;

const round = (value: number) => Math.round(value);

/** What each rule finds beside the ones before it, side by side: what stays white was not found. */
function bar(y: number, height: number, recall: Record<RuleName, number>): string {
  const x = (value: number) => (LEFT + (WIDE * value) / 100).toFixed(1);
  let from = 0;
  const parts = RULES.map((rule) => {
    const [start, end] = [from, Math.max(from, recall[rule])];
    from = end;
    const wide = ((WIDE * (end - start)) / 100).toFixed(1);
    return `<rect x="${x(start)}" y="${y}" width="${wide}" height="${height}" fill="${COLOURS[rule]}"/>`;
  });
  const frame = `<rect x="${LEFT}" y="${y}" width="${WIDE}" height="${height}" fill="#fff" stroke="#c9ced4"/>`;
  return frame + parts.join('');
}

/** One picture of a run: of every hundred copies of a kind, how many each rule adds. The weakest kinds stand last. */
export function chart({ families, recall, uploads, photos, records, pairs, falsePairs }: Outcome): string {
  const rows = Object.entries(families).sort(
    ([, a], [, b]) => b.aligned - a.aligned || b['upload-view'] - a['upload-view'] || b.plain - a.plain,
  );
  const height = TOP + rows.length * ROW + 46;
  const lines = rows.map(([family, found], i) => {
    const y = TOP + i * ROW;
    return (
      `<text x="${LEFT - 10}" y="${y + 13}" text-anchor="end">${WORDS[family] ?? family}</text>${bar(y, 16, found)}` +
      `<text x="${LEFT + WIDE + 10}" y="${y + 13}">${round(found.aligned)} %</text>`
    );
  });
  const keys = RULES.map(
    (rule, i) =>
      `<rect x="${LEFT}" y="${56 + 20 * i}" width="12" height="12" fill="${COLOURS[rule]}"/>` +
      `<text x="${LEFT + 20}" y="${67 + 20 * i}">${MEANING[rule]}</text>` +
      `<text x="${LEFT - 10}" y="${67 + 20 * i}" text-anchor="end" font-weight="bold">${i ? 'with ' : ''}${rule} ${recall[rule].toFixed(1)} %</text>`,
  );
  const wrong = RULES.map((rule) => `${rule} ${falsePairs[rule]}`).join(', ');
  const number = (value: number) => value.toLocaleString('en');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13" fill="#222">`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/>`,
    `<text x="20" y="32" font-size="18">Of 100 edited copies, ${round(recall.plain)} are found today and ${round(recall.aligned)} with all rules</text>`,
    ...keys,
    `<text x="${LEFT - 10}" y="142" text-anchor="end" font-weight="bold">all 25 kinds of edits</text>${bar(126, 22, recall)}`,
    `<text x="${LEFT + WIDE + 10}" y="142" font-weight="bold">${round(recall.aligned)} %</text>`,
    ...lines,
    `<text x="20" y="${height - 18}" font-size="12" fill="#555">${number(uploads)} uploads of ${photos} photographs among ${number(records)} records; wrong among ${number(pairs)} pairs: ${wrong}.</text>`,
    '</svg>',
    '',
  ].join('\n');
}
