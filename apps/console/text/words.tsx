import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language, Line } from './line.ts';

/** Fills `{name}` in a string; what is given stands between direction marks, so codes and dates keep their order. */
export function fill(
  line: Line,
  language: Language,
  parts: Readonly<Record<string, string | number>> = {},
): string {
  return line[language].replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(parts, name) ? `\u2068${parts[name]}\u2069` : whole,
  );
}

/** What a screen needs to speak: the language, and how times and numbers are written in it. */
export interface Words {
  readonly language: Language;
  readonly switchLanguage: () => void;
}

export const WordsContext = createContext<Words>({ language: 'en', switchLanguage: () => {} });

/** The screen's language with helpers for times. Digits stay Latin in both, so that codes and clocks compare. */
export function useWords(): Words & {
  say: (line: Line, parts?: Readonly<Record<string, string | number>>) => string;
  when: (at: string) => string;
  /** The same moment by the clock of another zone (IANA), with its offset. */
  there: (at: string, zone: string) => string;
  day: (at: string) => string;
  span: (ms: number) => string;
} {
  const words = useContext(WordsContext);
  const { language } = words;
  const locale = language === 'ur' ? 'ur-PK-u-nu-latn' : 'en-GB';
  return {
    ...words,
    say: (line, parts) => fill(line, language, parts),
    when: (at) =>
      at.length === 10
        ? formatter(locale, false).format(new Date(`${at}T12:00:00Z`))
        : formatter(locale, true).format(new Date(at)),
    there: (at, zone) => thereFormatter(locale, zone).format(new Date(at)),
    day: (at) =>
      formatter(locale, false, Number(at.slice(0, 4)) !== new Date().getFullYear()).format(
        new Date(at.length === 10 ? `${at}T12:00:00Z` : at),
      ),
    span: (ms) => spanOf(ms, language),
  };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter is slow; a list of a thousand lines shares one. */
function formatter(locale: string, time: boolean, year = false): Intl.DateTimeFormat {
  const key = `${locale} ${time} ${year}`;
  let made = formatters.get(key);
  if (!made) {
    const clock = time ? ({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const) : {};
    made = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      ...clock,
      ...(year ? { year: 'numeric' } : {}),
    });
    formatters.set(key, made);
  }
  return made;
}

function thereFormatter(locale: string, zone: string): Intl.DateTimeFormat {
  const key = `${locale} ${zone}`;
  let made = formatters.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone: zone,
      timeZoneName: 'shortOffset',
    });
    formatters.set(key, made);
  }
  return made;
}

const UNITS = [
  { ms: 86_400_000, en: 'd', ur: 'دن' },
  { ms: 3_600_000, en: 'h', ur: 'گھنٹے' },
  { ms: 60_000, en: 'min', ur: 'منٹ' },
] as const;

/** A span in its two largest units: "1 d 4 h". */
export function spanOf(ms: number, language: Language): string {
  let left = Math.abs(ms);
  const parts: string[] = [];
  for (const unit of UNITS) {
    const count = Math.floor(left / unit.ms);
    left -= count * unit.ms;
    if (count > 0 && parts.length < 2) parts.push(`${count} ${unit[language]}`);
  }
  return parts.join(' ') || `0 ${UNITS[2][language]}`;
}
