import type { Link } from '@amaan/custody';
import { useState } from 'preact/hooks';
import { openGroups } from '../state/ages.ts';
import { groupLinks, type LinkGroup, MOST_LINKS, readLinks } from '../state/links.ts';
import type { Action, State } from '../state/model.ts';
import { GroupAge } from './group-age.tsx';
import { Field } from './field.tsx';
import { KindChoice } from './kind-choice.tsx';
import { usePage } from './page.tsx';
import { MinorHelp } from './minor-help.tsx';
import { Button } from './screen.tsx';

const MAX_LIST = 2_000_000;
/** Longer lists are shown group by group, each closed until she opens it. */
const OPEN_UNTIL = 12;

type LinkAction = Extract<Action, { type: `links${string}` }>;

interface LinkBoxProps {
  state: Pick<State, 'files' | 'links' | 'adults' | 'offered'>;
  onLinks: (action: LinkAction) => void;
  /** Text that is typed and not yet in the list. */
  pending: string;
  onPending: (text: string) => void;
  /** She wanted to go on while a question was open. */
  again?: boolean;
}

/** A box for one link or hundreds: read, freed of repeats, grouped by platform and account. */
export function LinkBox({ state, onLinks, pending, onPending, again }: LinkBoxProps) {
  const { t } = usePage();
  const { links, adults, offered } = state;
  const onChange = (changed: readonly Link[]) => onLinks({ type: 'links', links: changed });
  const [result, setResult] = useState<{
    repeated: number;
    asWritten: number;
    left?: 'places.full' | 'places.large';
  }>();
  const take = (text: string) => {
    const read = readLinks(text, links);
    if (links.length + read.links.length > MOST_LINKS) {
      // Nothing of a list that is too long is lost: it stays in the box.
      onPending(text);
      setResult({ repeated: 0, asWritten: 0, left: 'places.full' });
      return;
    }
    onChange([...links, ...read.links]);
    setResult(read);
    onPending('');
  };
  const replace = (at: number, link?: Link) =>
    onChange(links.flatMap((each, i) => (i === at ? (link ? [link] : []) : [each])));
  const replaceAll = (of: LinkGroup['links'], kind: Link['kind']) => {
    const places = new Set(of.map(({ at }) => at));
    onChange(links.map((each, i) => (places.has(i) ? { ...each, kind } : each)));
  };
  const groups = groupLinks(links);
  const each = groups.length > 1 || offered;
  const open = openGroups(state);
  return (
    <>
      <Field
        id="links"
        label={t('places.label')}
        value={pending}
        onInput={onPending}
        rows={4}
        code
        max={400_000}
      />
      <div class="actions">
        <Button act="add-links" kind="plain" disabled={pending.trim() === ''} onClick={() => take(pending)}>
          {t('places.add')}
        </Button>
      </div>
      <label class="upload button">
        <span>{t('places.file')}</span>
        <input
          class="unseen"
          type="file"
          accept=".txt,.csv,text/plain,text/csv"
          autocomplete="off"
          onChange={(event) => {
            const input = event.currentTarget;
            const file = input.files?.[0];
            // A list of thousands of links is well under this; anything larger is not a list.
            if (file && file.size > MAX_LIST) setResult({ repeated: 0, asWritten: 0, left: 'places.large' });
            else if (file) void file.text().then(take);
            input.value = '';
          }}
        />
      </label>
      <p role="status" class="small">
        {links.length > 0 && t('places.count', { n: links.length })}
        {result && result.repeated > 0 && <> · {t('places.dropped', { n: result.repeated })}</>}
        {result && result.asWritten > 0 && <> · {t('places.written', { n: result.asWritten })}</>}
        {result?.left && <> · {t(result.left)}</>}
      </p>
      {offered && (
        <div role="status">
          <MinorHelp>{t('places.gone')}</MinorHelp>
        </div>
      )}
      {open.length > 0 && (
        <p class="note" role="status">
          {t(again ? 'places.age.again' : 'places.age.open')}
        </p>
      )}
      {open.length > 1 && (
        <GroupAge
          act="rest-age"
          label={t('places.age.rest')}
          onAnswer={(age) => onLinks({ type: 'links.age', groups: open, age })}
        />
      )}
      {groups.map((group) => (
        <div key={group.key} class="group-whole" data-age={adults.includes(group.key) ? 'adult' : 'open'}>
          <p class="group-name">
            <strong>
              <bdi>{group.platform || group.account || t('places.own')}</bdi>
              {group.platform && group.account && (
                <>
                  {' · '}
                  <bdi>{group.account}</bdi>
                </>
              )}
            </strong>
          </p>
          {each && (
            <GroupAge
              act="group-age"
              label={t('places.age')}
              of={[group.platform, group.account].filter(Boolean).join(' · ')}
              adult={adults.includes(group.key)}
              onAnswer={(age) => onLinks({ type: 'links.age', groups: [group.key], age })}
            />
          )}
          <details class="group" open={links.length <= OPEN_UNTIL}>
            <summary>{t('places.count', { n: group.links.length })}</summary>
            {group.links.length > 1 && (
              <div class="row">
                <KindChoice
                  label={`${t('places.kind.all')} ${group.account || group.platform}`}
                  first={t('places.kind.all')}
                  value=""
                  onChoose={(kind) => replaceAll(group.links, kind)}
                />
              </div>
            )}
            {!each && (
              <Button
                act="minor-group"
                onClick={() => onLinks({ type: 'links.age', groups: [group.key], age: 'unsure' })}
              >
                {t('places.minor.group')}
              </Button>
            )}
            <ul class="links">
              {group.links.map(({ at, link }) => (
                <li key={link.url} data-link={at}>
                  <bdi dir="ltr" class="url">
                    {link.url}
                  </bdi>
                  {links.length <= OPEN_UNTIL && (
                    <input
                      type="text"
                      data-act="link-note"
                      aria-label={`${t('places.note')} ${link.url}`}
                      placeholder={t('places.note')}
                      value={link.note ?? ''}
                      maxLength={200}
                      autocomplete="off"
                      dir="auto"
                      onInput={(event) => replace(at, named(link, event.currentTarget.value))}
                    />
                  )}
                  <div class="row">
                    <KindChoice
                      label={`${t('places.kind')} ${link.url}`}
                      value={link.kind}
                      onChoose={(kind) => replace(at, { ...link, kind })}
                    />
                    <Button act="remove-link" onClick={() => replace(at)}>
                      {t('places.remove')}
                    </Button>
                  </div>
                </li>
              ))}
            </ul>
          </details>
        </div>
      ))}
    </>
  );
}

/** A link under her own name for it, or under none. */
function named(link: Link, note: string): Link {
  const { note: _, ...rest } = link;
  return note.trim() === '' ? rest : { ...rest, note };
}
