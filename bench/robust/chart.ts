import { type Outcome, RULES, type RuleName } from './measure.ts';

const COLOURS: Record<RuleName, string> = { plain: '#b8b2a7', 'upload-view': '#2f6f8f', aligned: '#d9822b' };
const ROW = 28;
const LEFT = 150;
const WIDE = 520;

/** One picture of a run: a bar for each family and rule, the weakest families last. */
export function chart(outcome: Outcome): string {
  const families = Object.entries(outcome.families).sort(([, a], [, b]) => b.aligned - a.aligned);
  const height = 90 + families.length * ROW;
  const bars = families.map(([family, recall], i) => {
    const y = 70 + i * ROW;
    const bar = (rule: RuleName, top: number) =>
      `<rect x="${LEFT}" y="${y + top}" width="${((WIDE * recall[rule]) / 100).toFixed(1)}" height="7" fill="${COLOURS[rule]}"/>`;
    return (
      `<text x="${LEFT - 8}" y="${y + 16}" text-anchor="end">${family}</text>${RULES.map((rule, k) => bar(rule, 8 * k)).join('')}` +
      `<text x="${LEFT + WIDE + 8}" y="${y + 16}">${Math.round(recall.aligned)} %</text>`
    );
  });
  const key = (rule: RuleName, x: number) =>
    `<rect x="${x}" y="42" width="12" height="12" fill="${COLOURS[rule]}"/><text x="${x + 18}" y="53">${rule}: ${outcome.recall[rule].toFixed(1)} % </text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 740 ${height}" font-family="sans-serif" font-size="13" fill="#222">`,
    `<rect width="740" height="${height}" fill="#fff"/>`,
    `<text x="20" y="26" font-size="17">Edited copies found, by kind of edit (${outcome.uploads} uploads of ${outcome.photos} photographs)</text>`,
    key('plain', 150),
    key('upload-view', 320),
    key('aligned', 520),
    ...bars,
    '</svg>',
    '',
  ].join('\n');
}
