/** A language of the console. */
export type Language = 'en' | 'ur';

/** One string in both languages. `reviewer`: who, a native speaker of the field, read the Urdu; nobody yet. */
export interface Line {
  readonly en: string;
  readonly ur: string;
  readonly reviewer: string | null;
}

/** A string of the registry. */
export function s(en: string, ur: string): Line {
  return { en, ur, reviewer: null };
}
