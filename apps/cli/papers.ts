import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  brandLetter,
  draftNotice,
  inForce,
  isWritten,
  officersPack,
  type Paper,
  paperText,
  preservationRequest,
  pressLetter,
  regimes,
  type Story,
  textPaper,
  words,
} from '@amaan/notice';
import { pdfOf } from '@amaan/notice/node';

/** A made-up story with every fact ticked, so that every sentence that we may ever write is there to be read. */
const SAMPLE: Story = {
  sender: { name: 'NAME OF THE HELPLINE', signer: 'NAME OF THE SIGNER', contact: 'contact@helpline.example' },
  links: [
    { url: 'https://site.example/watch?id=1', account: 'an_account', postId: '17' },
    { url: 'https://site.example/watch?id=2' },
  ],
  description: 'A photograph of one person.',
  facts: {
    sexual: true,
    fake: true,
    notAgreed: true,
    public: true,
    threatened: true,
    ownPicture: true,
    identityUsed: true,
    namesResidence: 'au',
  },
  seenOn: '2026-01-31',
};
const FACTS = ['sexual', 'face-put-on', 'public', 'harm-purpose', 'threat', 'demand', 'identity-used'];

/**
 * Writes one of every document, as PDF and as plain text, into a folder.
 *
 * @param day the day that stands on them
 */
export async function writePapers(folder: string, day: string): Promise<number> {
  const papers = new Map<string, Paper>();
  for (const [id, row] of regimes().rows) {
    if (!isWritten(row) || !inForce(row, day)) continue;
    const { missing } = draftNotice(row, SAMPLE);
    // What only a person can write stands there as what it has to be.
    const open = Object.fromEntries(
      missing.map((each) => [each, `[TO BE WRITTEN: ${words.elements[each]}]`]),
    );
    papers.set(id, textPaper({ title: id, day, draft: true, text: draftNotice(row, SAMPLE, open).text }));
  }
  const letters = { preservation: preservationRequest, brand: brandLetter, press: pressLetter };
  for (const [name, make] of Object.entries(letters))
    papers.set(name, textPaper({ title: name, day, draft: true, text: make(SAMPLE) }));
  const pack = { story: SAMPLE, day, facts: new Set(FACTS), originals: [], log: [], hashes: [] };
  papers.set('pack', officersPack(pack).paper);
  mkdirSync(folder, { recursive: true });
  for (const [name, paper] of papers) {
    writeFileSync(join(folder, `${name}.pdf`), (await pdfOf(paper)).pdf);
    writeFileSync(join(folder, `${name}.txt`), paperText(paper));
  }
  process.stdout.write(`${papers.size} documents, each as PDF and as text; none has been read by counsel.\n`);
  return 0;
}
