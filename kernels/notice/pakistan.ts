import { AmaanError } from '@amaan/base';
import data from './regimes/pk-sections.json' with { type: 'json' };

/** A document pairs an enacted section number with another section's subject. It must not leave. */
export class WrongNumberError extends AmaanError {
  readonly wrong: string;
  readonly right: string;

  constructor(wrong: string, claimed: string, right: string) {
    super(
      'wrong-section',
      `Section ${wrong} is not about ${claimed}. The enacted number is ${right}: correct the text.`,
    );
    this.wrong = wrong;
    this.right = right;
  }
}

/** An offence as enacted, for counsel's choice. `facts` must all be ticked before it is suggested. */
export interface PkSection {
  readonly id: string;
  readonly section: string;
  readonly title: string;
  readonly facts: readonly string[];
  readonly maxPenalty: string | null;
  readonly cognizable: boolean | null;
  readonly bailable: boolean | null;
  readonly compoundable: boolean | null;
  readonly application: string | null;
  readonly confidence: string;
  readonly caution: string | null;
}

/** The table of offences, in the order in which they are suggested. */
export const pkSections: readonly PkSection[] = data.sections;

/**
 * Sections whose stated facts are all ticked: a suggestion to staff, not a verdict. A minor's facts stop everything
 * else. Section 20 only ever supports another one.
 */
export function suggestSections(facts: ReadonlySet<string>): PkSection[] {
  const minor = facts.has('minor');
  const fitting = pkSections.filter(
    (each) => each.facts.every((fact) => facts.has(fact)) && each.facts.includes('minor') === minor,
  );
  return fitting.length === 1 && fitting[0]?.id === 'PECA-20' ? [] : fitting;
}

/** Words by which a text claims a subject, for each entry of the table of wrong numbers. */
const CLAIMS: Record<string, RegExp> = {
  dignity: /dignity/i,
  modesty: /modesty/i,
  'child pornography': /child\s+(?:pornography|sexual|abuse|images?)|csam/i,
  'cyber stalking': /cyber[\s-]?stalking|\bstalking/i,
  'unlawful online content': /unlawful\s+(?:online\s+)?content|\bblock(?:ing|ed)?\b/i,
};

const NUMBER =
  /(?:\bsections?|\bsecs?\.?|\bss?\.?|\bu\/s|§)\s*(\d+)\s*-?\s*([A-Z])?(?![\w])(?:\s*\([^)]{1,4}\))*|(?<![\w.])(\d+)\s*-\s*([A-Z])(?!\w)/gi;

/**
 * Refuses text that pairs a number of the 2016 bill with its old subject: the subject stands within the same sentence,
 * nearer to this number than to another.
 *
 * @throws WrongNumberError
 */
export function checkNumbers(text: string): void {
  const found = [...text.matchAll(NUMBER)].map((match) => ({
    at: match.index,
    end: match.index + match[0].length,
    number: `${match[1] ?? match[3]}${(match[2] ?? match[4] ?? '').toUpperCase()}`,
  }));
  for (const [i, { number, at, end }] of found.entries()) {
    const from = found[i - 1]?.end ?? 0;
    const to = found[i + 1]?.at ?? text.length;
    const before =
      text
        .slice(from, at)
        .split(/[.;\n](?=\s|$)/)
        .at(-1) ?? '';
    const after = text.slice(end, to).split(/[.;\n](?=\s|$)/)[0] ?? '';
    for (const { wrong, claimed, right } of data.wrongNumbers) {
      if (wrong !== number) continue;
      const near = i === 0 ? `${before}|${after}` : after;
      if (CLAIMS[claimed]?.test(near)) throw new WrongNumberError(wrong, claimed, right);
    }
  }
}
