import type { Link } from '@amaan/custody';
import { useState } from 'preact/hooks';
import { groupLinks, readLinks } from '../state/links.ts';
import { Field } from './field.tsx';
import { usePage } from './page.tsx';
import { Button } from './screen.tsx';

const KINDS = ['post', 'repost', 'fakeAccount', 'account', 'message', 'other'] as const;
const MOST = 5000;
const MAX_LIST = 2_000_000;
/** Longer lists are shown group by group, each closed until she opens it. */
const OPEN_UNTIL = 12;

interface LinkBoxProps {
  links: readonly Link[];
  onChange: (links: readonly Link[]) => void;
  /** Text that is typed and not yet in the list. */
  pending: string;
  onPending: (text: string) => void;
}

/** A box for one link or hundreds: read, freed of repeats, grouped by platform and account. */
export function LinkBox({ links, onChange, pending, onPending }: LinkBoxProps) {
  const { t } = usePage();
  const [result, setResult] = useState<{ repeated: number; unread: number }>();
  const take = (text: string) => {
    const read = readLinks(text, links);
    onChange([...links, ...read.links].slice(0, MOST));
    setResult(read);
    onPending('');
  };
  const replace = (at: number, link?: Link) =>
    onChange(links.flatMap((each, i) => (i === at ? (link ? [link] : []) : [each])));
  const groups = groupLinks(links);
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
      <label class="upload">
        <span>{t('places.file')}</span>
        <input
          type="file"
          accept=".txt,.csv,text/plain,text/csv"
          autocomplete="off"
          onChange={(event) => {
            const input = event.currentTarget;
            const file = input.files?.[0];
            // A list of thousands of links is well under this; anything larger is not a list.
            if (file && file.size <= MAX_LIST) void file.text().then(take);
            input.value = '';
          }}
        />
      </label>
      <p role="status" class="small">
        {links.length > 0 && t('places.count', { n: links.length })}
        {result && result.repeated > 0 && <> · {t('places.dropped', { n: result.repeated })}</>}
        {result && result.unread > 0 && <> · {t('places.unread', { n: result.unread })}</>}
      </p>
      {groups.map((group) => (
        <details key={`${group.platform} ${group.account}`} class="group" open={links.length <= OPEN_UNTIL}>
          <summary>
            <bdi>{group.platform || group.account || t('kind.other')}</bdi>
            {group.platform && group.account && (
              <>
                {' · '}
                <bdi>{group.account}</bdi>
              </>
            )}
            {' · '}
            {t('places.count', { n: group.links.length })}
          </summary>
          <ul class="links">
            {group.links.map(({ at, link }) => (
              <li key={link.url} data-link={at}>
                <bdi dir="ltr" class="url">
                  {link.url}
                </bdi>
                <div class="row">
                  <select
                    aria-label={`${t('places.kind')} ${link.url}`}
                    autocomplete="off"
                    value={link.kind}
                    onChange={(event) => {
                      const kind = KINDS.find((each) => each === event.currentTarget.value) ?? 'other';
                      replace(at, { ...link, kind });
                    }}
                  >
                    {KINDS.map((kind) => (
                      <option key={kind} value={kind}>
                        {t(`kind.${kind}`)}
                      </option>
                    ))}
                  </select>
                  <Button act="remove-link" onClick={() => replace(at)}>
                    {t('places.remove')}
                  </Button>
                </div>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </>
  );
}
