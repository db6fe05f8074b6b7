import { type NoticeListShape, noticePath, type NoticeShape } from '../../api/notices.ts';
import { entry } from '../../text/entry.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { useDesk } from '../desk-context.ts';
import { openNotice } from './seal-notice.ts';

/** A drafted notice: what she said to its exact text, and its approval, which the server refuses without her yes. */
export function HerYes(props: {
  notice: NoticeShape;
  opened: OpenedCase;
  look: (list: NoticeListShape) => void;
}) {
  const { notice, opened, look } = props;
  const { say } = useWords();
  const desk = useDesk();
  const { run, busy, problem } = useWork();
  const approve = () =>
    run(async () => {
      const text = await openNotice(desk, opened, notice);
      look(await desk.api.post<NoticeListShape>(`${noticePath(notice)}/approve`, { v: 1, ...text }));
    });
  return (
    <div data-view="her-yes" data-hers={notice.hers ?? 'waiting'}>
      <p class="hint">{say(notices[`hers.${notice.hers ?? 'waiting'}`])}</p>
      {problem && <Notice kind="error">{problem}</Notice>}
      {notice.hers !== 'no' && (
        <button type="button" class="main" data-act="send-notice" aria-disabled={busy} onClick={approve}>
          {say(busy ? entry['working'] : notices['hers.send'])}
        </button>
      )}
    </div>
  );
}
