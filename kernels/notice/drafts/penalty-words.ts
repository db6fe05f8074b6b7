const YEARS = /(\d+) y\b/g;
const MILLIONS = /PKR ([\d.]+)(?: to ([\d.]+))? m\b/g;
const RUPEES = /PKR ([\d,]+)(?: to ([\d,]+))?/g;
const LAKH = 100_000;

/** So many rupees as they are said in Urdu: in lakh and crore. */
function rupees(amount: number): string {
  return amount >= 100 * LAKH ? `${amount / (100 * LAKH)} کروڑ` : `${amount / LAKH} لاکھ`;
}

function range(from: number, to: number | undefined): string {
  return to === undefined ? `${rupees(from)} روپے جرمانہ` : `${rupees(from)} سے ${rupees(to)} روپے جرمانہ`;
}

const number = (text: string): number => Number(text.replaceAll(',', ''));

/**
 * The penalty of a section, as the table of sections writes it ("up to 5 y / PKR 5 m"), in words of a language.
 *
 * @param penalty years as `y`, millions of rupees as `PKR n m`
 */
export function penaltyWords(penalty: string, lang: 'en' | 'ur'): string {
  if (lang === 'en')
    return penalty
      .replace(YEARS, '$1 years')
      .replace(MILLIONS, (_, from: string, to?: string) => `PKR ${from}${to ? ` to ${to}` : ''} million`)
      .replaceAll(' / ', ', ');
  return penalty
    .replace(MILLIONS, (_, from: string, to?: string) =>
      range(number(from) * 1e6, to === undefined ? undefined : number(to) * 1e6),
    )
    .replace(RUPEES, (_, from: string, to?: string) =>
      range(number(from), to === undefined ? undefined : number(to)),
    )
    .replace(/up to (\d+) y/g, '$1 سال تک قید')
    .replace(/(\d+) months to (\d+) y/g, '$1 ماہ سے $2 سال قید')
    .replace(/(\d+) to (\d+) y/g, '$1 سے $2 سال قید')
    .replace(YEARS, '$1 سال قید')
    .replace('at least ', 'کم از کم ')
    .replace('minor ', 'نابالغ: ')
    .replaceAll('; ', '؛ ')
    .replaceAll(' / ', '، ');
}
