/** What a check found: a sentence that says what is, and what to do where it is not well. */
export interface Finding {
  readonly area: string;
  readonly level: 'ok' | 'warn' | 'fail';
  readonly sentence: string;
}

/** A finding of one area. */
export function finder(area: string): (level: Finding['level'], sentence: string) => Finding {
  return (level, sentence) => ({ area, level, sentence });
}
