import { useState } from 'preact/hooks';
import { entry } from '../text/entry.ts';
import type { Line } from '../text/line.ts';
import { useWords } from '../text/words.tsx';

/**
 * Puts a text on the clipboard, and says beside the button that it did, or that the browser refused.
 *
 * @param props `may`: says whether there is anything to copy yet, and where not, why
 */
export function CopyButton(props: { text: string; act?: string; label?: Line; may?: () => boolean }) {
  const { text, act = 'copy', label = entry['copy'], may } = props;
  const { say } = useWords();
  // What was said holds for that text alone.
  const [said, setSaid] = useState<{ text: string; ok: boolean }>();
  const ok = said?.text === text ? said.ok : undefined;
  const copy = async () => {
    setSaid(undefined);
    if (may?.() === false) return;
    try {
      await navigator.clipboard.writeText(text);
      setSaid({ text, ok: true });
    } catch {
      setSaid({ text, ok: false });
    }
  };
  return (
    <>
      <button type="button" data-act={act} onClick={() => void copy()}>
        {say(label)}
      </button>
      <span class={ok === false ? 'refused' : 'quiet'} role="status" data-view="copied" data-ok={ok}>
        {ok !== undefined && say(entry[ok ? 'copied' : 'copy.refused'])}
      </span>
    </>
  );
}
