import { useState } from 'preact/hooks';
import { type NoticeListShape, noticePath, type NoticeShape } from '../../api/notices.ts';
import { cases } from '../../text/case.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { Check, marked, Notice } from '../../ui/field.tsx';
import { useLacks } from '../../ui/lacks.tsx';
import { More } from '../../ui/more.tsx';
import { useWork } from '../../ui/work.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { useDesk } from '../desk-context.ts';
import { openNotice } from './seal-notice.ts';

const PORTION = 30;
const SEEN = ['missing', 'present', 'uncertain'] as const;

/**
 * What a person saw at the links of a notice: where the site or the operator keeps our checker away, where she did not
 * allow it to look, or where it could not tell. The addresses are opened from the case in this browser.
 */
export function Looks(props: {
  notice: NoticeShape;
  opened: OpenedCase;
  look: (list: NoticeListShape) => void;
}) {
  const { notice, opened, look } = props;
  const { say } = useWords();
  const desk = useDesk();
  const { run, busy, problem } = useWork();
  const [urls, setUrls] = useState<readonly string[]>();
  const [chosen, setChosen] = useState<readonly number[]>([]);
  const [many, setMany] = useState(PORTION);
  const open = () =>
    run(async () => {
      if (urls) return;
      setUrls((await openNotice(desk, opened, notice)).document.links.map(({ url }) => url));
    });
  const lacks = useLacks({ links: chosen.length === 0 && cases['links.lack'] });
  const enter = (state: (typeof SEEN)[number]) =>
    lacks.complete() &&
    run(async () => {
      for (const link of chosen)
        look(
          await desk.api.post<NoticeListShape>(`${noticePath(notice)}/facts`, {
            v: 1,
            fact: 'looked',
            link,
            state,
          }),
        );
      setChosen([]);
    });
  const stateOf = (link: number) => notice.watched.find((each) => each.link === link)?.state ?? 'unchecked';
  return (
    <details data-view="looks" onToggle={(event) => event.currentTarget.open && open()}>
      <summary>{say(notices['looks'])}</summary>
      <p class="hint">{say(notices['looks.say'])}</p>
      {problem && <Notice kind="error">{problem}</Notice>}
      {urls && (
        <>
          <div class="row">
            <Check
              act="look-all"
              checked={chosen.length === urls.length}
              lack={lacks.of('links')}
              change={(on) => setChosen(on ? urls.map((_, i) => i) : [])}
            >
              {say(notices['looks.all'], { n: urls.length })}
            </Check>
            {SEEN.map((state) => (
              <button
                key={state}
                type="button"
                data-act={`look-${state}`}
                aria-disabled={busy}
                onClick={() => enter(state)}
              >
                {say(notices[`looks.${state}`])}
              </button>
            ))}
          </div>
          <ul class="looks">
            {urls.slice(0, many).map((url, link) => (
              <li key={`${link} ${url}`}>
                <Check
                  act="look-link"
                  data-link={link}
                  checked={chosen.includes(link)}
                  change={(on) => setChosen(marked(chosen, link, on))}
                >
                  <bdi dir="ltr">{url}</bdi>{' '}
                  <span class="quiet">{say(notices[`watch.${stateOf(link)}`])}</span>
                </Check>
              </li>
            ))}
            {urls.length > many && <More left={urls.length - many} ask={() => setMany(many + PORTION)} />}
          </ul>
        </>
      )}
    </details>
  );
}
