import { day, list, object, oneOf, optional, type Parse, type Parsed, text } from '@amaan/base';
import data from './playbooks.json' with { type: 'json' };

const code = text(64, { min: 1, pattern: /^[a-z0-9][a-z0-9-]*$/ });
const prose = text(400, { min: 1 });
/** What survivors and caseworkers read, in both languages; no native speaker has reviewed the Urdu. */
const said = object({ en: prose, ur: prose });
export type Said = Parsed<typeof said>;
const orNull =
  <T>(parse: Parse<T>): Parse<T | null> =>
  (value, path = '') =>
    value === null ? null : parse(value, path);

/**
 * What can be done about a place: the helpline's letter, the platform's own form, a report from inside, copyright,
 * fingerprints at StopNCII, leaving search results, the company that hosts it, the content authority, the police, and
 * the pack of papers that is carried to them.
 */
export const WAYS = [
  'letter',
  'form',
  'inside',
  'copyright',
  'stopncii',
  'search',
  'host',
  'authority',
  'police',
  'pack',
] as const;
export type Way = (typeof WAYS)[number];

/** How a notice can travel. */
export const CHANNELS = ['api', 'email', 'form', 'post', 'hand'] as const;

/** What a form may ask for; `fieldTexts` says what goes into each. */
export const FORM_FIELDS = [
  'urls',
  'account',
  'capacity',
  'statement',
  'name',
  'email',
  'signature',
  'time',
] as const;

const parsePlaybook = object({
  code,
  name: said,
  kind: oneOf('platform', 'host', 'search', 'authority', 'officer'),
  /** Host names whose addresses it answers for, with everything below them. */
  hosts: list(text(100, { min: 3, pattern: /^[a-z0-9.:-]+$/ }), 50),
  channels: list(oneOf(...CHANNELS), CHANNELS.length, 1),
  form: optional(text(200, { pattern: /^https:\/\// })),
  email: optional(text(200, { pattern: /^[^\s@]+@[^\s@]+$/ })),
  /** Families of rules, by what works there: the first is offered first. */
  regimes: list(text(60, { min: 1 }), 20, 1),
  languages: list(oneOf('en', 'ur'), 2, 1),
  fields: list(oneOf(...FORM_FIELDS), FORM_FIELDS.length),
  works: said,
  /** For whoever writes the notice. */
  wording: orNull(said),
  refuses: list(said, 9),
  alternatives: list(said, 9),
  /** What she can do about a place there, by what works. */
  ways: list(oneOf(...WAYS), WAYS.length, 1),
  /** Whose people an authority is for. */
  country: optional(oneOf('PK', 'US', 'GB', 'EU', 'IN', 'AU')),
  /** The day on which somebody tried it; null: nobody of ours has yet. That its law was read then is not enough. */
  checkedOn: orNull(day),
});

/** What is known of one platform or authority: how it is reached, what works there, what it refuses. */
export type Playbook = Parsed<typeof parsePlaybook>;

/** Days after which a playbook is marked as old. */
const PLAYBOOK_DAYS = 90;

/** Was it never tried, or more than 90 days before `today` (a day)? */
export function playbookIsOld(checkedOn: string | null, today: string): boolean {
  return checkedOn === null || Date.parse(today) - Date.parse(checkedOn) > PLAYBOOK_DAYS * 86_400_000;
}

/** The newer of the shipped day and the installation's own; null where nobody has tried it. */
export function newestDay(shipped: string | null, own: string | undefined): string | null {
  return own !== undefined && own >= (shipped ?? '') ? own : shipped;
}

/** A name for a code that no playbook has: a platform that the operator named. */
export function nameOf(code: string): Said {
  const known = playbooks.find((each) => each.code === code)?.name;
  if (known) return known;
  const name = code.replace(/-/g, ' ').replace(/^./, (first) => first.toUpperCase());
  return { en: name, ur: name };
}

/** The registry of platforms and authorities, as shipped. An installation records its own checks beside it. */
export const playbooks: readonly Playbook[] = object({ v: oneOf(1), playbooks: list(parsePlaybook, 500, 1) })(
  data,
).playbooks;
