/** An account as she names it in words. Her line stays the address: what is read out of it here only groups it. */
export interface Named {
  readonly platform: string;
  /** Nothing where the words before the platform are no name. */
  readonly account?: string;
}

/** How people write the platforms, in both languages and in Latin letters; the longer name first. */
const NAMES: readonly (readonly [platform: string, written: string])[] = [
  ['Facebook', 'facebook|messenger|fb|فیس ?بک|میسنجر'],
  ['Instagram', 'instagram|insta|ig|انسٹا ?گرام|انسٹا'],
  ['TikTok', 'tik ?tok|ٹک ?ٹاک'],
  ['YouTube', 'you ?tube|yt|یو ?ٹیوب'],
  ['X', 'twitter|x|ٹوئٹر|ٹویٹر|ایکس'],
  ['Snapchat', 'snap ?chat|snap|ا?سنیپ ?چیٹ'],
  ['Telegram', 'telegram|ٹیلی ?گرام'],
  ['WhatsApp', 'whats ?app|واٹس ?ایپ|وٹس ?ایپ'],
  ['Reddit', 'reddit|ریڈٹ'],
];
/** Between the name and the platform, or after both: "on", "par", "پر", a colon, a bracket. */
const AFTER = String.raw`(?:\s*[:,،|()]\s*|\s+[-–—]\s+|\s+(?:on|at|in|@|par|pe|per|pr|پر|میں|کے)(?:\s+|$)|\s+|$)`;
const END = String.raw`(?:\s+(?:par|pe|per|pr|پر|میں|account|id|اکاؤنٹ|آئی ?ڈی))*`;
/** Said of a post more often than used as a name. */
const NO_NAME =
  /^(it|is|was|he|she|they|his|her|the|a|an|my|me|all|only|also|posted|shared|sent|uploaded|viral|pictures?|photos?|videos?|reels?|stor(y|ies)|posts?|links?|groups?|accounts?|pages?|profile|channel|id|fake|app|یہ|وہ|اس|تصویر|تصاویر|ویڈیو|پوسٹ|گروپ|اکاؤنٹ|پیج|لنک|جعلی)$/iu;

const PLATFORMS = NAMES.map(([platform, written]) => ({
  platform,
  last: new RegExp(`^(.*?)${AFTER}(?:${written})\\)?${END}$`, 'iu'),
  first: new RegExp(`^(?:${written})${END}${AFTER}(.*)$`, 'iu'),
}));

const ACCOUNT = /^@?([\p{L}\p{M}\p{N}._\-\u200c]{2,100})$/u;
const PHONE = /^\+?[\d ()-]{7,20}$/;

/** A handle, a telephone number, or a name of a few words that begin like names. */
function accountOf(words: string): string | undefined {
  const [, one] = ACCOUNT.exec(words) ?? [];
  if (one) return NO_NAME.test(one) ? undefined : one;
  if (PHONE.test(words)) return words.replace(/\D/g, '');
  const parts = words.split(/\s+/);
  const like =
    parts.length <= 4 && parts.every((part) => /^[\p{Lu}\p{Lo}]/u.test(part) && !NO_NAME.test(part));
  return like ? words.slice(0, 100) : undefined;
}

/** Reads "sara_khan on Instagram", "Instagram: sara_khan", "سارہ انسٹاگرام پر": a line that names a platform at one end. */
export function readNamed(line: string): Named | undefined {
  for (const { platform, last, first } of PLATFORMS) {
    const words = (last.exec(line)?.[1] || first.exec(line)?.[1])?.trim();
    if (!words) continue;
    const account = accountOf(words);
    return account ? { platform, account } : { platform };
  }
  return undefined;
}
