import type { Row } from './regimes/row.ts';

/** The texts of a notice's elements, by element id. */
export type Elements = Readonly<Record<string, string>>;

/** The required elements that are not there or empty: while there is one, a notice is not valid under its row. */
export function missingElements(row: Pick<Row, 'elements'>, elements: Elements): string[] {
  return row.elements.filter((id) => (elements[id] ?? '').trim() === '');
}

/** Does sending under this row need a second yes, because the poster or the public may learn who sent it? */
export function needsSecondYes(row: Pick<Row, 'exposesIdentity'>): boolean {
  return row.exposesIdentity !== 'no';
}
