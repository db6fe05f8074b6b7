import type { Link } from '@amaan/custody';
import { useCallback, useMemo, useRef, useState } from 'preact/hooks';
import { cases } from '../../text/case.ts';
import { useWords } from '../../text/words.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Field } from '../../ui/field.tsx';
import { useDescribed, useLacks } from '../../ui/lacks.tsx';
import { memo } from '../../ui/memo.tsx';
import type { OpenedCase } from './open-case.ts';

/** Her links in one table, chosen by the dozen. An address is text to copy: the console opens none of them. */
export function Links(props: {
  opened: OpenedCase;
  chosen: readonly number[];
  choose: (chosen: readonly number[]) => void;
  draft: () => void;
}) {
  const { opened, chosen, choose, draft } = props;
  const { say } = useWords();
  const [find, setFind] = useState('');
  const shown = useMemo(() => {
    const words = find.trim().toLowerCase();
    return opened.links
      .map((link, index) => ({ link, index }))
      .filter(({ link }) =>
        [link.url, link.platform, link.account, link.note].some((each) =>
          each?.toLowerCase().includes(words),
        ),
      );
  }, [opened.links, find]);
  const marked = useMemo(() => new Set(chosen), [chosen]);
  const all = shown.length > 0 && shown.every(({ index }) => marked.has(index));
  const now = useRef(chosen);
  now.current = chosen;
  // One function for all lines and all times, so that a line is drawn again only when its own mark changes.
  const toggle = useCallback(
    (index: number, on: boolean) => {
      const rest = now.current.filter((each) => each !== index);
      choose(on ? [...rest, index].sort((a, b) => a - b) : rest);
    },
    [choose],
  );
  const toggleAll = (on: boolean) => {
    const rest = chosen.filter((each) => !shown.some(({ index }) => index === each));
    choose(on ? [...rest, ...shown.map(({ index }) => index)].sort((a, b) => a - b) : rest);
  };
  const lacks = useLacks({ links: chosen.length === 0 && cases['links.lack'] });
  const every = useDescribed<HTMLInputElement>(lacks.of('links'));
  if (opened.links.length === 0) return <p data-view="links">{say(cases['links.none'])}</p>;
  return (
    <section class="card links" data-view="links">
      <div class="row">
        <h2>{say(cases['links.title'])}</h2>
        <span role="status">{say(cases['links.chosen'], { n: chosen.length })}</span>
        <CopyButton
          text={chosen.map((index) => opened.links[index]?.url ?? '').join('\n')}
          act="copy-links"
          label={cases['links.copy']}
          may={lacks.complete}
        />
        <button
          type="button"
          class="main"
          data-act="draft-for-links"
          onClick={() => lacks.complete() && draft()}
        >
          {say(cases['links.draft'])}
        </button>
      </div>
      {every.below}
      <Field label={say(cases['links.find'])} value={find} change={setFind} act="find-link" type="search" />
      <div class="scroll" tabindex={0} role="region" aria-label={say(cases['links.title'])}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <input
                  {...every.at}
                  type="checkbox"
                  data-act="choose-all-links"
                  aria-label={say(cases['links.all'])}
                  checked={all}
                  onChange={(event) => toggleAll(event.currentTarget.checked)}
                />
              </th>
              <th scope="col">{say(cases['links.address'])}</th>
              <th scope="col">{say(cases['links.kind'])}</th>
              <th scope="col">{say(cases['links.platform'])}</th>
              <th scope="col">{say(cases['links.account'])}</th>
              <th scope="col">{say(cases['links.note'])}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ link, index }) => (
              <Row key={index} link={link} index={index} marked={marked.has(index)} toggle={toggle} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const Row = memo(function Row(props: {
  link: Link;
  index: number;
  marked: boolean;
  toggle: (index: number, on: boolean) => void;
}) {
  const { link, index, marked, toggle } = props;
  const { say } = useWords();
  return (
    <tr {...(marked ? { 'data-chosen': '' } : {})}>
      <td>
        <input
          type="checkbox"
          data-act="choose-link"
          aria-label={say(cases['links.choose'], { address: link.url })}
          checked={marked}
          onChange={(event) => toggle(index, event.currentTarget.checked)}
        />
      </td>
      <td class="address">
        <bdi dir="ltr">{link.url}</bdi>
      </td>
      <td>{say(cases[`links.kind.${link.kind}`])}</td>
      <td>
        <bdi>{link.platform}</bdi>
      </td>
      <td>
        <bdi>{link.account}</bdi>
      </td>
      <td dir="auto">{link.note}</td>
    </tr>
  );
});
