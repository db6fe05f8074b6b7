import { expect, test } from 'vitest';
import { clock } from '../clock.ts';
import { checkNumbers, pkSections, suggestSections, WrongNumberError } from '../pakistan.ts';
import { type BookRow, regimes } from '../regimes/load.ts';
import { words } from '../regimes/words.ts';
import { draftNotice } from './draft.ts';
import { paperText, sheetText } from '../paper/paper.ts';
import { escalationText } from './escalation.ts';
import { stepTo } from './step-to.ts';
import { brandLetter, pressLetter } from './letters.ts';
import { herPack } from './her-pack.ts';
import { officersPack, type PackInput } from './pack.ts';
import { penaltyWords } from './penalty-words.ts';
import { preservationRequest } from './preservation.ts';
import type { Story } from './story.ts';

const story: Story = {
  sender: { name: 'A helpline', signer: 'A. Caseworker', contact: 'notices@helpline.example' },
  links: [
    { url: 'https://board.example/p/1', account: 'someone', postId: '17' },
    { url: 'https://board.example/p/2' },
  ],
  description: 'A photo of one person indoors.',
  facts: { sexual: true, notAgreed: true, public: true },
  seenOn: '2026-11-20',
};
const rowOf = (id: string): BookRow => {
  const row = regimes().rows.get(id);
  if (!row) throw new Error(`no row ${id}`);
  return row;
};

test.each([
  ['US-223a', {}],
  ['US-DMCA', { ownPicture: true }],
  ['UK-OSA-10-3A', {}],
  ['EU-DSA-16', {}],
  ['IN-3-2-b', {}],
  ['AU-32', { namesResidence: 'au' as const }],
  ['AU-33', { namesResidence: 'au' as const }],
  ['PK-2C', { fake: true }],
  ['PK-16-2', { identityUsed: true }],
  ['PK-21-3', {}],
  ['PK-24-3', {}],
  ['PK-30', {}],
])('one story fills every required element of %s', (id, more) => {
  const draft = draftNotice(rowOf(id), { ...story, facts: { ...story.facts, ...more } });
  expect(draft.missing).toEqual([]);
  expect(draft.text.en).toContain('https://board.example/p/2');
  expect(draft.text.en).toContain(rowOf(id).cite);
  expect(draft.text.ur === undefined).toBe(rowOf(id).jurisdiction !== 'PK');
});

test('a text lists the addresses once, says what is relied on and asked, and names whom it goes to', () => {
  for (const [id, row] of regimes().rows) {
    if (row.elements.length === 0) continue;
    const { en, ur } = draftNotice(row, story).text;
    expect(en.split('https://board.example/p/2'), id).toHaveLength(2);
    expect((ur ?? 'https://board.example/p/2').split('https://board.example/p/2'), id).toHaveLength(2);
    // A day is written in words in every document.
    expect(`${en}${ur ?? ''}`, id).not.toContain('2026-11-20');
  }
  expect(draftNotice(rowOf('PK-21-3'), story).text.en).toMatch(
    /Provision relied on: .*\n\nWe ask for: removal/,
  );
  expect(draftNotice(rowOf('AU-32'), story).text.en).toMatch(/^To the eSafety Commissioner/);
  expect(draftNotice(rowOf('PK-2X'), story).text.ur).toMatch(/^بعدالت: مجاز عدالت/);
  expect(draftNotice(rowOf('PK-21-3'), story).text.ur).toContain('زیرِ دفعہ 21(3)، پیکا 2016');
});

test('what a caseworker typed about an order stands in both texts, and an appeal does not ask for what it is not about', () => {
  const typed = { order_reference: 'Order 12 of 3 November', grounds: 'It names another page.' };
  const { en, ur } = draftNotice(rowOf('PK-37-4'), story, typed).text;
  for (const words of Object.values(typed)) {
    expect(en).toContain(words);
    expect(ur).toContain(words);
  }
  expect(ur).not.toContain('رسائی بند');
});

test('a pack about a threat alone says that nothing is known to have been published', () => {
  const threat = { ...story, links: [], facts: { notAgreed: true, threatened: true } };
  const { paper } = officersPack({ ...packInput, story: threat, facts: new Set(['threat', 'demand']) });
  const [ur = '', en = ''] = paper.sheets.map(sheetText);
  expect(en).toContain('threatened with the publication of private pictures');
  expect(en).not.toMatch(/were published|addresses/i);
  expect(ur).toContain('دھمکی');
  expect(ur).not.toContain('شائع کی گئی');
});

test('a Pakistani application names both authorities until the installation has chosen one', () => {
  const to = (contentAuthority?: string) => {
    const { en, ur } = draftNotice(rowOf('PK-21-3'), {
      ...story,
      ...(contentAuthority && { contentAuthority }),
    }).text;
    return [en.split('\n')[0], ur?.split('\n')[0]];
  };
  expect(to()).toEqual(['To SMPRA / PTA (s.50A)', 'بخدمت: مجاز اتھارٹی (SMPRA / PTA)']);
  expect(to('nobody')).toEqual(to());
  expect(to('smpra')[0]).toBe('To Social Media Protection and Regulatory Authority');
  expect(to('pta_under_s50A')[1]).toContain('پاکستان ٹیلی کمیونیکیشن اتھارٹی');
});

test('the pack says every penalty in words, in Urdu without a Latin letter', () => {
  expect(penaltyWords('up to 5 y / PKR 5 m', 'en')).toBe('up to 5 years, PKR 5 million');
  expect(penaltyWords('up to 5 y / PKR 5 m', 'ur')).toBe('5 سال تک قید، 50 لاکھ روپے جرمانہ');
  expect(penaltyWords('5 to 10 y / PKR 0.5 to 10 m', 'ur')).toBe(
    '5 سے 10 سال قید، 5 لاکھ سے 1 کروڑ روپے جرمانہ',
  );
  for (const { maxPenalty } of pkSections)
    if (maxPenalty !== null) {
      expect(penaltyWords(maxPenalty, 'ur')).not.toMatch(/[a-z]/i);
      expect(penaltyWords(maxPenalty, 'en')).not.toMatch(/\b[ym]\b|\//);
    }
});

test('what nobody ticked is not claimed, and shows as missing', () => {
  const bare = { ...story, facts: {} };
  expect(draftNotice(rowOf('US-223a'), bare).missing).toEqual(['good_faith_nonconsent']);
  expect(draftNotice(rowOf('UK-OSA-10-3A'), bare).missing).toEqual(['declares_intimate_content']);
  expect(draftNotice(rowOf('PK-2C'), story).missing).toEqual(['false_information_statement']);
  expect(draftNotice(rowOf('US-DMCA'), story).missing).toContain('copyright_work');
  expect(draftNotice(rowOf('AU-32'), story).missing).toEqual(['residence_or_host_link']);
});

test('a Pakistani application says in Urdu what it says in English; who signs stands at the end, once', () => {
  const facts = { ...story.facts, fake: true, identityUsed: true };
  const { text } = draftNotice(rowOf('PK-2C'), { ...story, facts });
  for (const needed of ['جعلی ہے', 'نقصان پہنچا', 'https://board.example/p/2', 'دفعہ 2C'])
    expect(text.ur).toContain(needed);
  const us = draftNotice(rowOf('US-223a'), story).text.en;
  expect(us.split('notices@helpline.example')).toHaveLength(2);
  expect(us.trimEnd().split('\n').at(-1)).toContain('A. Caseworker');
});

test('a caseworker can change any element, and an empty one is missing', () => {
  const draft = draftNotice(rowOf('US-223a'), story, { contact: 'other@helpline.example', signature: ' ' });
  expect(draft.text.en).toContain('other@helpline.example');
  expect(draft.missing).toEqual(['signature']);
});

test('every text is refused when it pairs a section with the wrong subject', () => {
  expect(() => draftNotice(rowOf('PK-21-3'), story, { provision_relied_on: 'section 18 (dignity)' })).toThrow(
    WrongNumberError,
  );
});

test.each([
  ['PECA s.21(1)(b), modesty; see also section 20 (dignity)', true],
  ['An offence under section 24 (cyber stalking) and section 21 (modesty).', true],
  ['blocking under section 37', true],
  ['under section 34, please order the blocking of these addresses', false],
  ['offence of modesty under section 19 of PECA', false],
  ['Section 21. Cyber stalking is another section.', true],
  ['child pornography (s. 19A)', false],
  ['We sent 19 messages about modesty.', true],
  ['47 U.S.C. 223a', true],
])('%s passes: %s', (text, passes) => {
  if (passes) expect(() => checkNumbers(text)).not.toThrow();
  else expect(() => checkNumbers(text)).toThrow(WrongNumberError);
});

const suggested = (...facts: string[]) => suggestSections(new Set(facts)).map((each) => each.section);
test('sections follow the ticked facts only', () => {
  expect(suggested()).toEqual([]);
  expect(suggested('sexual', 'authentic', 'public')).toEqual([]);
  expect(suggested('sexual', 'authentic', 'public', 'harm-purpose')).toEqual(['21(1)(b)']);
  expect(suggested('threat', 'demand')).toEqual(['21(1)(c)', 'PPC 383, 384', 'PPC 503, 506']);
  expect(suggested('face-put-on', 'known-false', 'public')).toEqual([]);
  expect(suggested('face-put-on', 'known-false', 'public', 'sexual', 'harm-purpose')).toEqual([
    '21(1)(a)',
    '20',
  ]);
  expect(suggested('private-not-sexual', 'taken-by-other', 'identity-used')).toEqual(['24(1)(d)', '16']);
});

test('a minor stops every other suggestion', () => {
  expect(suggested('minor', 'threat', 'demand', 'sexual', 'authentic', 'public', 'harm-purpose')).toEqual([
    '22',
  ]);
});

test('only the sections that the Act names are cognizable; 24 is not', () => {
  const of = (cognizable: boolean) =>
    pkSections.filter((each) => each.cognizable === cognizable).map((each) => each.section);
  expect(of(true)).toEqual(['21(1)(a)', '21(1)(b)', '21(1)(c)', '21(1)(d)', '22', '22A', '20']);
  expect(of(false)).toContain('24(1)(d)');
});

const packInput: PackInput = {
  story,
  day: '2026-11-25',
  facts: new Set(),
  originals: [],
  log: [],
  hashes: [],
};

test('the paper that she makes herself asks for the same without naming a section, in both languages', () => {
  const { facts: _f, hashes: _h, ...rest } = packInput;
  const paper = herPack({ ...rest, story: { ...story, sender: { name: '', signer: '', contact: '' } } });
  const [ur = '', en = ''] = paper.sheets.map(sheetText);
  for (const text of [ur, en]) {
    expect(text).not.toMatch(/section|دفع|PECA|پیکا|\d+\(\d\)|30B/);
    expect(text).toContain('board.example/p/1');
  }
  expect(en).toContain('Complaint in writing');
  expect(en).toMatch(/written preservation notice[\s\S]*Confidentiality[\s\S]*Concealment/);
  expect(en).not.toContain('Through');
});

test('the pack asks for preservation, confidentiality and a concealed identity, in both languages', () => {
  const { paper, sections } = officersPack({
    ...packInput,
    facts: new Set(['sexual', 'authentic', 'public', 'harm-purpose', 'threat']),
    chosen: ['PECA-21-1-b'],
    originals: ['the phone with the message'],
    log: [{ at: '2026-11-21T10:00:00Z', what: { en: 'page', ur: 'صفحہ' }, sha256: 'ab'.repeat(32) }],
  });
  expect(sections.map((each) => each.section)).toEqual(['21(1)(b)']);
  const [ur = '', en = ''] = paper.sheets.map(sheetText);
  const both = [
    '38(3)',
    '30B',
    'board.example/p/1',
    '21(1)(b)',
    'ab'.repeat(32),
    'the phone with the message',
  ];
  for (const needed of [...both, 'section 31', 'DRAFT', 'CNIC: ____']) expect(en).toContain(needed);
  for (const needed of [...both, 'دفعہ 31', 'مسودہ', 'شناختی کارڈ نمبر: ____']) expect(ur).toContain(needed);
  expect(() => checkNumbers(en)).not.toThrow();
});

test('a pack holds no fingerprint unless it is handed some, and no note that is for counsel alone', () => {
  const facts = new Set(['sexual', 'authentic', 'public', 'harm-purpose']);
  const plain = paperText(officersPack({ ...packInput, facts }).paper);
  expect(plain).not.toMatch(/fingerprint/i);
  expect(plain).not.toContain('look at 24(1)(d)');
  expect(paperText(officersPack({ ...packInput, hashes: ['cd'.repeat(32)] }).paper)).toContain(
    'cd'.repeat(32),
  );
});

test('a pack that pairs a section with the wrong subject is refused', () => {
  const originals = ['the complaint under section 18 (dignity)'];
  expect(() => officersPack({ ...packInput, originals })).toThrow(WrongNumberError);
});

test('the letter of a next step says what was late, removal or decision, and for Pakistan says it in Urdu too', () => {
  const letter = (id: string, over: object, contentAuthority?: string) => {
    const row = rowOf(id);
    const [step] = row.escalation.filter(({ after }) => after === 'expired');
    if (!step) throw new Error('no step');
    const events = ['notice.sent', 'notice.receipted', 'application.receipted'].map((type) => ({
      type,
      at: '2026-11-20T10:00:00Z',
      recordedAt: '2026-11-20T10:00:00Z',
    }));
    const now = Date.parse('2026-11-25T10:00:00Z');
    return escalationText({
      step,
      row,
      addressee: { en: 'A board', ur: 'ایک بورڈ' },
      number: 'D-7',
      links: 2,
      clock: { ...clock(row, events, now), ...over },
      events,
      ...(contentAuthority && { contentAuthority }),
    });
  };
  const us = letter('US-223a', {});
  expect(us.en).toContain('72 hours later it had not been seen to be gone');
  expect(us.ur).toBeUndefined();
  const pk = letter('PK-2C', {});
  expect(pk.en).toMatch(/^To SMPRA \/ PTA \(s\.50A\)/);
  expect(pk.en).toContain('96 hours later no order or decision had reached us');
  expect(pk.en).toContain('received, as proved');
  for (const said of [
    'بخدمت: مجاز اتھارٹی',
    'دفعہ 2C',
    '96 گھنٹے',
    'کوئی حکم یا فیصلہ نہیں ملا',
    'D-7',
    'وصول ہوا',
  ])
    expect(pk.ur).toContain(said);
  expect(letter('PK-2C', {}, 'smpra').en).toMatch(/^To Social Media Protection/);
  expect(() => checkNumbers(`${pk.en} ${pk.ur}`)).not.toThrow();
});

test('whoever a next step of the law goes to has a name in both languages', () => {
  const all = new Set([...regimes().rows.values()].flatMap((row) => row.escalation.map(({ to }) => to)));
  expect(all.size).toBeGreaterThan(10);
  for (const to of all) {
    expect(stepTo(to, 'en')).toMatch(/[A-Za-z]{3}/);
    expect(stepTo(to, 'ur'), to).toMatch(/[\u0600-\u06ff]{3}/);
  }
});

test('no Urdu text uses the word that is never used, and every letter avoids promises', () => {
  const fake = { ...story, facts: { fake: true } };
  const texts = [brandLetter, pressLetter, preservationRequest].flatMap((make) =>
    [story, fake].flatMap((each) => Object.values(make(each))),
  );
  texts.push(
    paperText(officersPack(packInput).paper),
    paperText(officersPack({ ...packInput, story: fake }).paper),
  );
  for (const [, row] of regimes().rows)
    if (row.elements.length > 0) texts.push(...Object.values(draftNotice(row, story).text));
  for (const text of texts) {
    expect(text).not.toContain('مباشرت');
    // The word for a victim, as her name.
    expect(text).not.toContain('متاثرہ');
    expect(text).not.toMatch(/guarantee|revenge porn|victim|removed from the internet/i);
  }
});

test('every element that a shipped row asks for can be written, or is asked of a person', () => {
  const byHand = new Set([
    'order_reference',
    'grounds',
    'certified_copy',
    'platform_and_request',
    'proof_of_receipt',
    'guardian_authority',
  ]);
  const full = {
    ...story.facts,
    fake: true,
    ownPicture: true,
    identityUsed: true,
    namesResidence: 'au' as const,
  };
  for (const [, row] of regimes().rows) {
    const { missing } = draftNotice(row, { ...story, facts: full });
    expect(missing.filter((id) => !byHand.has(id))).toEqual([]);
  }
  for (const id of byHand) expect(Object.keys(words.elements)).toContain(id);
});
