import { day, list, object, oneOf, optional, type Parse, type Parsed, text } from '@amaan/base';
import data from './playbooks.json' with { type: 'json' };

const code = text(64, { min: 1, pattern: /^[a-z0-9][a-z0-9-]*$/ });
const prose = text(400, { min: 1 });
const orNull =
  <T>(parse: Parse<T>): Parse<T | null> =>
  (value, path = '') =>
    value === null ? null : parse(value, path);

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
  name: prose,
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
  works: prose,
  wording: orNull(prose),
  refuses: list(prose, 9),
  alternatives: list(prose, 9),
  /** The day on which somebody tried it; null: nobody of ours has yet. */
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

/** The registry of platforms and authorities, as shipped. An installation records its own checks beside it. */
export const playbooks: readonly Playbook[] = object({ v: oneOf(1), playbooks: list(parsePlaybook, 500, 1) })(
  data,
).playbooks;
