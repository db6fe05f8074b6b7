import type { Link, Mandate } from '@amaan/custody';
import {
  draftNotice,
  type Draft,
  type NoticeDocument,
  type Problem,
  problems,
  regimes,
  sealDocument,
  type Story,
} from '@amaan/notice';
import type { Addressees, Channel } from '../../api/notices.ts';

/** What a caseworker fills in for a notice. It stays in this browser until it is approved. */
export interface Form {
  readonly addressee: string;
  readonly row: string;
  readonly channel: Channel;
  readonly links: readonly number[];
  readonly facts: Story['facts'];
  readonly description: string;
  readonly seenOn: string;
  readonly signer: string;
  readonly answers: Readonly<Record<string, 'yes' | 'no'>>;
  readonly edits: Readonly<Record<string, string>>;
  readonly secondYes: boolean;
}

/** What the form comes to: the text, and what still stops it. */
export interface Proposed {
  readonly draft: Draft;
  readonly stops: readonly Problem[];
  readonly onBehalf: string;
}

const DEPICTED = 'depicted_person';

/** Whom the helpline acts as: someone she authorised where the row knows that, else the first the row names. */
function claimantOf(claimants: readonly string[]): string {
  const ours = ['authorised_person', 'anyone_on_behalf', 'any_person', 'copyright_owner_or_agent'];
  return ours.find((each) => claimants.includes(each)) ?? claimants[0] ?? DEPICTED;
}

/** Works out a form. @returns nothing while no legal row is chosen */
export function propose(
  form: Form,
  all: readonly Link[],
  { sender }: Addressees,
  mandate: Mandate | undefined,
  today: string,
): Proposed | undefined {
  const row = regimes().rows.get(form.row);
  if (!row) return undefined;
  const story: Story = {
    sender: { ...sender, signer: form.signer },
    links: form.links.flatMap((index) => {
      const link = all[index];
      return link ? { url: link.url, ...(link.account ? { account: link.account } : {}) } : [];
    }),
    description: form.description,
    facts: form.facts,
    seenOn: form.seenOn,
  };
  const draft = draftNotice(row, story, form.edits);
  const onBehalf = claimantOf(row.claimants);
  const stops = problems(
    row,
    {
      elements: draft.elements,
      answers: form.answers,
      addressee: form.addressee,
      onBehalf,
      mandate,
      secondYes: form.secondYes,
      adult: true,
    },
    today,
  );
  return { draft, stops, onBehalf };
}

/** The document exactly as it will leave. @throws ShapeError */
export function documentOf(
  form: Form,
  proposed: Proposed,
  all: readonly Link[],
  { sender, reply }: Addressees,
  { id, mandate, now }: { id: string; mandate: Mandate | undefined; now: string },
): NoticeDocument {
  const row = regimes().rows.get(form.row);
  return sealDocument({
    v: 1,
    id,
    regime: row?.family ?? form.row,
    regimeVersion: form.row,
    addressee: form.addressee,
    sender: sender.name,
    onBehalf: proposed.onBehalf,
    ...(mandate ? { mandate } : {}),
    links: form.links.flatMap((index) => {
      const link = all[index];
      return link ? { url: link.url, ...(link.account ? { account: link.account } : {}) } : [];
    }),
    elements: { ...proposed.draft.elements },
    text: { ...proposed.draft.text },
    reply: { url: reply.replace('{notice}', id), email: sender.contact },
    createdAt: now,
  });
}
