import type { NoticeListShape } from '../../api/notices.ts';
import { clocks } from '../../text/clocks.ts';
import { useWords } from '../../text/words.tsx';
import { Notice } from '../../ui/field.tsx';

/** More than this between this computer's clock and the server's is said. */
const DIFFERENCE_MS = 5 * 60_000;

/** What speaks against the clock that every deadline hangs on. @param here this computer's time when `list` came */
export function Doubt({ list, here }: { list: NoticeListShape; here: number }) {
  const { say, span } = useWords();
  const { doubt, now } = list;
  const apart = here - Date.parse(now);
  if (doubt)
    return (
      <Notice kind="error">
        <span data-view="clock-doubt">{say(clocks[`doubt.${doubt.kind}`], { time: span(doubt.byMs) })}</span>
      </Notice>
    );
  if (Math.abs(apart) < DIFFERENCE_MS) return null;
  return (
    <Notice kind="error">
      <span data-view="clock-doubt">{say(clocks['doubt.device'], { time: span(apart) })}</span>
    </Notice>
  );
}
