import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { officersPack } from '../drafts/pack.ts';
import { pdfOf } from '../node/index.ts';
import { pkSections } from '../pakistan.ts';
import { isolateRuns } from './direction.ts';
import { textPaper } from './of-text.ts';
import { type Paper, paperText } from './paper.ts';
import { typstOf } from './typst.ts';

/** Every stream of a PDF, unpacked: page contents, attachments, object tables. */
function insides(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const found = [text];
  for (const match of text.matchAll(/stream\r?\n/g))
    try {
      found.push(inflateSync(pdf.subarray(match.index + match[0].length)).toString('latin1'));
    } catch {}
  return found.join('\n');
}

const letter = textPaper({
  title: 'Letter',
  day: '2026-11-25',
  draft: true,
  text: {
    en: 'To the board\n\n1. https://a.example/p/1?x=1; account: someone',
    ur: 'بنام: ادارہ\n\nدفعہ 38(3)',
  },
});

const packOf = (links: number, facts: number, logged = 3) =>
  officersPack({
    story: {
      sender: { name: 'A helpline', signer: '', contact: 'notices@helpline.example' },
      links: Array.from({ length: links }, (_, i) => ({
        url: `https://photos-${i % 6}.example/watch/a-title-that-is-rather-long-${i}?id=${'a1b2c3'.repeat(6)}&ref=share`,
        account: `user_${i}`,
      })),
      description: 'A photograph of one person indoors.',
      facts: { notAgreed: true, threatened: true },
      seenOn: '2026-11-20',
    },
    day: '2026-11-25',
    facts: new Set(
      [...new Set(pkSections.flatMap((each) => each.facts))]
        .filter((each) => each !== 'minor')
        .slice(0, facts),
    ),
    originals: ['the phone with the first message', 'خط کی اصل'],
    log: Array.from({ length: logged }, (_, i) => ({
      at: `2026-11-21T10:00:0${i}Z`,
      what: { en: 'notice sent', ur: 'نوٹس بھیجا گیا' },
      sha256: 'ab'.repeat(32),
    })),
    hashes: [],
  });

test('the same paper gives the same bytes; links can be followed; the plain text is attached', async () => {
  const [one, two] = [await pdfOf(letter), await pdfOf(letter)];
  expect(one.pdf.equals(two.pdf)).toBe(true);
  expect(one.pages).toBe(2);
  const inside = insides(one.pdf);
  expect(inside).toContain('/URI (https://a.example/p/1?x=1)');
  expect(inside).toContain(Buffer.from(paperText(letter)).toString('latin1'));
  expect(inside).not.toMatch(/\/Producer[^/]*(?:linux|node)/i);
});

test('an address in Urdu ends before the Urdu stop that follows it', () => {
  const text = { en: 'x', ur: '1. https://a.example/p/1؛ اکاؤنٹ: someone' };
  expect(typstOf(textPaper({ title: 'Letter', day: '2026-11-25', draft: true, text }))).toContain(
    'address("https://a.example/p/1") + "؛ ',
  );
});

test.each([
  ['few facts and addresses', 3, 4, 2],
  ['nothing but one address', 1, 0, 2],
])('the pack is two pages with %s', async (_what, links, facts, pages) => {
  const { paper } = packOf(links, facts);
  expect(paper.sheets).toHaveLength(pages);
  expect((await pdfOf(paper)).pages).toBe(pages);
});

test('every fact ticked and 120 addresses: two pages, and the rest in the annex', async () => {
  const { paper } = packOf(120, 99, 9);
  const [urdu, english, annex] = paper.sheets;
  if (!urdu || !english || !annex) throw new Error('no annex');
  for (const sheet of [urdu, english]) expect((await pdfOf({ ...paper, sheets: [sheet] })).pages).toBe(1);
  const text = paperText(paper);
  for (let i = 0; i < 120; i++) expect(text).toContain(`long-${i}?`);
});

test.each([
  ['دفعہ 38(3)، تاریخ 2026-11-25۔', 'دفعہ \u206638(3)\u2069، تاریخ \u20662026-11-25\u2069۔'],
  ['(پیکا 2016، دفعات 29)', '(پیکا \u20662016\u2069، دفعات \u206629\u2069)'],
  ['بنام: SMPRA / PTA', 'بنام: \u2066SMPRA / PTA\u2069'],
  ['مدت (UTC): 31 جنوری', 'مدت (\u2066UTC\u2069): \u206631\u2069 جنوری'],
  ['کوئی عدد نہیں', 'کوئی عدد نہیں'],
])('%s keeps the order of what reads from left to right', (text, isolated) => {
  expect(isolateRuns(text)).toBe(isolated);
});

test('who signs goes to a new page only with the sentence before it; the numbers of a long list have room', () => {
  const list = Array.from({ length: 120 }, (_, i) => `${i + 1}. https://a.example/p/${i}`).join('\n');
  const text = { en: `Shown at:\n${list}\n\nPlease act.\n\nA helpline` };
  const source = typstOf(textPaper({ title: 'x', day: '2026-11-25', draft: true, text }));
  expect(source).toContain('#block(sticky: true)[#par("Please act.")]\n\n#par("A helpline")');
  expect(source.match(/sticky: true\)\[/g)).toHaveLength(1);
  expect(source).toMatch(/#point\("120.*room: 2\.7em/);
});

test('whatever is typed is set as text and never read as markup', async () => {
  const typed = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      '#panic()',
      '"] #eval("1")',
      '\\", ) #read("/etc/passwd")',
      '*a* $x$ <y> @z',
      'https://a.example/"#x',
    ),
  );
  await fc.assert(
    fc.asyncProperty(typed, fc.constantFrom('en' as const, 'ur' as const), async (text, lang) => {
      const table = { kind: 'table', head: [text], rows: [[text]], shares: [1] } as const;
      const paper: Paper = {
        title: text,
        day: '2026-11-25',
        sheets: [{ lang, blocks: [{ kind: 'text', text }, { kind: 'numbered', items: [text] }, table] }],
      };
      expect((await pdfOf(paper)).pages).toBeGreaterThan(0);
    }),
    { numRuns: 40 },
  );
});
