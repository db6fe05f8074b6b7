import type { Link } from '@amaan/custody';
import { nameOf } from '@amaan/notice';
import type { Addressee, Regime } from '../../../api/notices.ts';
import { notices } from '../../../text/notice.ts';
import { useWords } from '../../../text/words.tsx';
import { Check, Choice } from '../../../ui/field.tsx';
import {
  authoritiesOf,
  type Book,
  chooseAt,
  chosenRoutes,
  type Form,
  routesOf,
  sharedRoutes,
  targetsOf,
  wayOf,
} from './plan.ts';
import { PlaybookCard } from './playbook.tsx';

interface Props {
  readonly form: Form;
  readonly set: (change: Partial<Form>) => void;
  readonly book: Book;
  readonly links: readonly Link[];
}

/** What staff read beside a route before they choose it: that it may be undone, by whom, and how soon (abuse control W9). */
function PutBack({ regime: { id, putBack } }: { regime: Regime }) {
  const { say } = useWords();
  if (!putBack) return null;
  return (
    <span class="hint" data-put-back={id}>
      {say(notices['route.put-back'])}{' '}
      <span lang="en" dir="ltr">
        {putBack.time} ({putBack.cite})
      </span>
    </span>
  );
}

/** The routes of one addressee, in the order of what works there, each with its time and what it may give away. */
function Routes({ addressee, form, set, book }: Omit<Props, 'links'> & { addressee: Addressee }) {
  const { say } = useWords();
  const offered = routesOf(addressee, book);
  const chosen = chosenRoutes(form, addressee, book).map(({ id }) => id);
  const toggle = ({ id }: Regime, on: boolean) => {
    const next = offered.map((each) => each.id).filter((each) => (each === id ? on : chosen.includes(each)));
    set({ routes: { ...form.routes, [addressee.code]: next } });
  };
  return (
    <div>
      {offered.map((regime) => (
        <Check
          key={regime.id}
          act="route"
          data-route={`${addressee.code} ${regime.id}`}
          checked={chosen.includes(regime.id)}
          change={(on) => toggle(regime, on)}
        >
          <span lang="en" dir="ltr">
            {regime.title} ({regime.cite}); {regime.time}
          </span>{' '}
          {regime.exposesIdentity === 'yes' && <span class="badge bad">{say(notices['route.exposes'])}</span>}
          {regime.exposesIdentity === 'unknown' && (
            <span class="badge warn">{say(notices['route.may-expose'])}</span>
          )}
          <PutBack regime={regime} />
        </Check>
      ))}
      {addressee.channels.length > 1 && (
        <Choice
          label={say(notices['channel'])}
          value={wayOf(form, addressee)}
          act="notice-channel"
          options={addressee.channels.map((value) => ({ value, label: say(notices[`channel.${value}`]) }))}
          change={(way) => set({ ways: { ...form.ways, [addressee.code]: way } })}
        />
      )}
      <PlaybookCard addressee={addressee} />
    </div>
  );
}

/** A route at every place that offers it, with one tick: hundreds of links lie on many platforms. */
function RoutesForAll({ addressees, form, set, book }: Omit<Props, 'links'> & { addressees: Addressee[] }) {
  const { say } = useWords();
  const shared = sharedRoutes(addressees, book);
  if (shared.length === 0) return null;
  return (
    <fieldset data-view="routes-for-all">
      <legend>{say(notices['routes.all'])}</legend>
      {shared.map((each) => (
        <Check
          key={each.regime.id}
          act="route-all"
          data-route={each.regime.id}
          checked={each.at.every((one) =>
            chosenRoutes(form, one, book).some(({ id }) => id === each.regime.id),
          )}
          change={(on) => set({ routes: chooseAt(form, each, on, book) })}
        >
          <span lang="en" dir="ltr">
            {each.regime.title}
          </span>{' '}
          <span class="badge" dir="ltr">
            {each.regime.id}
          </span>{' '}
          <span class="quiet">{say(notices['routes.all.at'], { n: each.at.length })}</span>
          <PutBack regime={each.regime} />
        </Check>
      ))}
    </fieldset>
  );
}

/** Where the links are, largest place first: for each its addressee and routes; then those that get all of them. */
export function Targets({ form, set, book, links }: Props) {
  const { say, language } = useWords();
  const targets = targetsOf(form, links, book);
  const seen = new Set<string>();
  const platforms = book.addressees.addressees.filter(({ kind }) => kind === 'platform');
  return (
    <>
      <Check act="per-account" checked={form.perAccount} change={(perAccount) => set({ perAccount })}>
        {say(notices['per-account'])}
      </Check>
      <RoutesForAll
        addressees={[...new Map(targets.map(({ addressee }) => [addressee.code, addressee])).values()]}
        form={form}
        set={set}
        book={book}
      />
      {targets.map(({ host, links: mine, accounts, addressee }) => {
        const first = !seen.has(addressee.code);
        seen.add(addressee.code);
        return (
          <fieldset key={host} data-view="target" data-host={host}>
            <legend dir="ltr">
              {host} ({mine.length})
            </legend>
            <p class="hint">{say(notices['target.accounts'], { n: accounts.length })}</p>
            <Choice
              label={say(notices['addressee'])}
              value={addressee.code}
              act="notice-addressee"
              options={platforms.map(({ code }) => ({ value: code, label: nameOf(code)[language] }))}
              change={(code) => set({ to: { ...form.to, [host]: code } })}
            />
            {first && <Routes addressee={addressee} form={form} set={set} book={book} />}
          </fieldset>
        );
      })}
      <details data-view="authorities">
        <summary>{say(notices['authorities'])}</summary>
        {authoritiesOf(book).map((addressee) => (
          <fieldset key={addressee.code} data-view="authority">
            <legend>{nameOf(addressee.code)[language]}</legend>
            <Routes addressee={addressee} form={form} set={set} book={book} />
          </fieldset>
        ))}
      </details>
    </>
  );
}
