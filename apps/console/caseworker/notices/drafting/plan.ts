import { type Link, namesPlace, type Mandate } from '@amaan/custody';
import {
  draftNotice,
  type Draft,
  forHost,
  groupLinks,
  type LinkGroup,
  MAX_ADDRESSES,
  MAX_LINKS,
  needsHerYes,
  type NoticeDocument,
  type Problem,
  problems,
  regimes,
  sealDocument,
  type Story,
} from '@amaan/notice';
import type { Addressee, Addressees, Channel, Regime } from '../../../api/notices.ts';

/** What a caseworker fills in, once for all documents. It stays in this browser until each is approved. */
export interface Form {
  readonly links: readonly number[];
  /** One notice for each account, not one for each platform. */
  readonly perAccount: boolean;
  /** The addressee chosen for a host, where it is not the one that its playbook names. */
  readonly to: Readonly<Record<string, string>>;
  /** Chosen rows by addressee; where there is nothing, the first that works there. */
  readonly routes: Readonly<Record<string, readonly string[]>>;
  readonly ways: Readonly<Record<string, Channel>>;
  readonly facts: Story['facts'];
  readonly description: string;
  readonly seenOn: string;
  readonly signer: string;
  readonly answers: Readonly<Record<string, 'yes' | 'no'>>;
  /** Texts of elements that the caseworker wrote, by document. */
  readonly edits: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Rows for which she said yes a second time. */
  readonly secondYes: readonly string[];
}

/** The registry and the law that can be offered. */
export interface Book {
  readonly addressees: Addressees;
  readonly regimes: readonly Regime[];
}

/** A host of her links and where its notices go. */
export interface Target extends LinkGroup {
  readonly addressee: Addressee;
}

/** One document that the form comes to: one addressee, one row, one list of links. */
export interface Planned {
  /** The same as long as the choice stays the same. */
  readonly key: string;
  readonly addressee: Addressee;
  readonly regime: Regime;
  readonly channel: Channel;
  readonly account: string | undefined;
  readonly links: readonly number[];
  /** What it says, or why it cannot be said. */
  readonly draft: Draft | Error;
  readonly stops: readonly Problem[];
  /** She has to say yes to its exact text before it can be approved. */
  readonly waits: boolean;
  readonly onBehalf: string;
}

const OTHER = 'other-site';
const AUTHORITIES = ['authority', 'officer', 'search', 'host'];

/** The places of the chosen links and the addressee of each. */
export function targetsOf(form: Form, all: readonly Link[], { addressees }: Book): Target[] {
  const list = addressees.addressees;
  const fallback = list.find(({ code }) => code === OTHER) ?? list[0];
  return groupLinks(all, form.links).flatMap((group) => {
    const chosen = list.find(({ code }) => code === form.to[group.host]);
    const addressee = chosen ?? forHost(list, group.host) ?? fallback;
    return addressee ? [{ ...group, addressee }] : [];
  });
}

/** Rows that can be offered to an addressee, in the order of what works there. */
export function routesOf(addressee: Addressee, { regimes: rows }: Book): Regime[] {
  return addressee.regimes.flatMap((family) => rows.find((each) => each.family === family) ?? []);
}

/** Those that get all links and not one site's: regulators, officers, search engines, hosts. */
export function authoritiesOf({ addressees }: Book): Addressee[] {
  return addressees.addressees.filter(({ kind }) => AUTHORITIES.includes(kind));
}

/** The rows chosen for an addressee: a platform gets its first one unless another was chosen. */
export function chosenRoutes(form: Form, addressee: Addressee, book: Book): Regime[] {
  const offered = routesOf(addressee, book);
  const chosen = form.routes[addressee.code];
  if (chosen) return offered.filter(({ id }) => chosen.includes(id));
  return authoritiesOf(book).includes(addressee) ? [] : offered.slice(0, 1);
}

/** The rows that several of these addressees offer, each with those that do: one choice for many places. */
export function sharedRoutes(
  addressees: readonly Addressee[],
  book: Book,
): { regime: Regime; at: readonly Addressee[] }[] {
  const at = (id: string) => addressees.filter((each) => routesOf(each, book).some((one) => one.id === id));
  const rows = new Map(addressees.flatMap((each) => routesOf(each, book)).map((row) => [row.id, row]));
  return [...rows.values()]
    .map((regime) => ({ regime, at: at(regime.id) }))
    .filter((each) => each.at.length > 1);
}

/** The routes after one row was chosen, or left, at all of these addressees. */
export function chooseAt(
  form: Form,
  { regime, at }: { regime: Regime; at: readonly Addressee[] },
  on: boolean,
  book: Book,
): Form['routes'] {
  const changed = at.map((addressee) => {
    const before = chosenRoutes(form, addressee, book).map(({ id }) => id);
    const next = routesOf(addressee, book)
      .map(({ id }) => id)
      .filter((id) => (id === regime.id ? on : before.includes(id)));
    return [addressee.code, next] as const;
  });
  return { ...form.routes, ...Object.fromEntries(changed) };
}

/** The way a notice to this addressee travels. */
export function wayOf(form: Form, addressee: Addressee): Channel {
  return form.ways[addressee.code] ?? addressee.channels[0] ?? 'hand';
}

/** Whom the helpline acts as: someone she authorised where the row knows that, else the first the row names. */
function claimantOf(claimants: readonly string[]): string {
  const ours = ['authorised_person', 'anyone_on_behalf', 'any_person', 'copyright_owner_or_agent'];
  return ours.find((each) => claimants.includes(each)) ?? claimants[0] ?? 'depicted_person';
}

/** Which links a notice may name, by index: of the chosen ones, or of all. A line in her own words goes into no letter. */
export function placesIn(all: readonly Link[], chosen: readonly number[] = []): number[] {
  const wanted = chosen.length > 0 ? chosen : all.map((_, index) => index);
  return wanted.filter((index) => {
    const link = all[index];
    return link !== undefined && namesPlace(link);
  });
}

const linkOf = ({ url, account }: Link) => ({ url, ...(account ? { account } : {}) });

/** Cuts a list into portions that one notice can hold. */
function portions(links: readonly number[], all: readonly Link[]): number[][] {
  const cut: number[][] = [];
  let length = 0;
  for (const index of links) {
    const more = all[index]?.url.length ?? 0;
    const last = cut.at(-1);
    if (last && last.length < MAX_LINKS && length + more <= MAX_ADDRESSES) {
      last.push(index);
      length += more;
    } else {
      cut.push([index]);
      length = more;
    }
  }
  return cut;
}

/** Every document that the form comes to, with what each says and what still stops it. */
export function planOf(
  form: Form,
  all: readonly Link[],
  book: Book,
  mandate: Mandate | undefined,
  today: string,
): Planned[] {
  const targets = targetsOf(form, all, book);
  const byCode = new Map<string, Target[]>();
  for (const target of targets)
    byCode.set(target.addressee.code, [...(byCode.get(target.addressee.code) ?? []), target]);
  const places = [...byCode.values()].flatMap((same) => {
    const addressee = same[0]?.addressee;
    const links = same.flatMap((each) => each.links).sort((a, b) => a - b);
    return addressee ? [{ addressee, links, accounts: same.flatMap((each) => each.accounts) }] : [];
  });
  const everything = targets.flatMap((each) => each.links).sort((a, b) => a - b);
  for (const addressee of authoritiesOf(book))
    places.push({ addressee, links: everything, accounts: [{ account: '', links: everything }] });
  return places.flatMap((place) =>
    chosenRoutes(form, place.addressee, book).flatMap((regime) =>
      (form.perAccount ? place.accounts : [{ account: '', links: place.links }])
        .flatMap(({ account, links }) => portions(links, all).map((portion) => ({ account, links: portion })))
        .map(({ account, links }, i) => {
          const key = `${place.addressee.code} ${regime.id} ${i}`;
          const one = { key, addressee: place.addressee, regime, account: account || undefined, links };
          return planned(one, form, all, book, mandate, today);
        }),
    ),
  );
}

function planned(
  one: Pick<Planned, 'key' | 'addressee' | 'regime' | 'account' | 'links'>,
  form: Form,
  all: readonly Link[],
  { addressees }: Book,
  mandate: Mandate | undefined,
  today: string,
): Planned {
  const row = regimes().rows.get(one.regime.id);
  const channel = wayOf(form, one.addressee);
  const onBehalf = claimantOf(one.regime.claimants);
  if (!row) return { ...one, channel, onBehalf, draft: new Error(one.regime.id), stops: [], waits: true };
  const story: Story = {
    sender: { ...addressees.sender, signer: form.signer },
    links: one.links.flatMap((index) => (all[index] ? [linkOf(all[index])] : [])),
    description: form.description,
    facts: form.facts,
    seenOn: form.seenOn,
    contentAuthority: addressees.contentAuthority,
  };
  let draft: Draft;
  try {
    draft = draftNotice(row, story, form.edits[one.key]);
  } catch (error) {
    const why = error instanceof Error ? error : new Error('?');
    return { ...one, channel, onBehalf, draft: why, stops: [], waits: true };
  }
  const proposal = {
    elements: draft.elements,
    answers: form.answers,
    addressee: one.addressee.code,
    onBehalf,
    mandate,
    secondYes: form.secondYes.includes(row.id),
    // She can only be asked once there is a text: what waits for her is entered, and approved after her yes.
    herYes: true,
    adult: true,
  };
  const waits = needsHerYes(row, proposal);
  return { ...one, channel, onBehalf, draft, waits, stops: problems(row, proposal, today) };
}

/** Can this one leave as it stands, or be put before her? */
export function isReady({ draft, stops }: Planned): boolean {
  return !(draft instanceof Error) && stops.length === 0;
}

/** The document exactly as it will leave. @throws ShapeError, or what kept the draft from being written */
export function documentOf(
  { draft, regime, addressee, links, onBehalf }: Planned,
  all: readonly Link[],
  { sender, reply }: Addressees,
  { id, mandate, now }: { id: string; mandate: Mandate | undefined; now: string },
): NoticeDocument {
  if (draft instanceof Error) throw draft;
  return sealDocument({
    v: 1,
    id,
    regime: regime.family,
    regimeVersion: regime.id,
    addressee: addressee.code,
    sender: sender.name,
    onBehalf,
    ...(mandate ? { mandate } : {}),
    links: links.flatMap((index) => (all[index] ? [linkOf(all[index])] : [])),
    elements: { ...draft.elements },
    text: { ...draft.text },
    reply: { url: reply.replace('{notice}', id), email: sender.contact },
    createdAt: now,
  });
}
