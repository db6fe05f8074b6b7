import type { NoticeDocument } from '../document.ts';
import type { FORM_FIELDS } from './playbooks.ts';

type FormField = (typeof FORM_FIELDS)[number];

/** What goes into one field of a form. */
export interface FieldText {
  readonly field: FormField | 'whole';
  readonly text: string;
}

const STATEMENTS = [
  'good_faith_nonconsent',
  'no_consent_statement',
  'substantiated_reason',
  'basis_of_claim',
  'false_information_statement',
  'good_faith_unauthorised',
  'accuracy_and_authority_perjury',
  'declares_intimate_content',
  'declares_good_faith_true',
  'bona_fide_statement',
  'content_class',
  'relief_asked',
];

const lines = (parts: Iterable<string | undefined>): string =>
  [...new Set(parts)].filter((part) => part !== undefined && part !== '').join('\n');

/**
 * A notice cut up for a form: the text for each field that the addressee's form has, then the whole. Fields to which
 * the notice has nothing to say are left out.
 */
export function fieldTexts(
  document: Pick<NoticeDocument, 'links' | 'elements' | 'text' | 'sender' | 'reply'>,
  fields: readonly FormField[],
): FieldText[] {
  const { links, elements, text, sender, reply } = document;
  const texts: Readonly<Record<FormField, string>> = {
    urls: lines(links.map(({ url }) => url)),
    account: lines(links.map(({ account }) => account)),
    capacity: elements.declares_subject_or_acting ?? 'The sender acts for the person shown, with authority.',
    statement: lines(STATEMENTS.map((id) => elements[id])),
    name: sender,
    email: reply.email ?? '',
    signature: elements.signature ?? '',
    time: lines(links.map(({ url }) => /[?&#]t=(\d+)/.exec(url)?.[1]).map((at) => at && `${at} s`)),
  };
  return [
    ...fields.map((field) => ({ field, text: texts[field] })),
    { field: 'whole' as const, text: lines([text.en, text.ur]) },
  ].filter((each) => each.text !== '');
}
