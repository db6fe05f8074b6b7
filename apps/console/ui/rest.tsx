import { entry } from '../text/entry.ts';
import { useWords } from '../text/words.tsx';
import { Notice } from './field.tsx';

/** Proposes a break, in words above the page; nothing is closed, and the focus stays where it is. `minutes` 0: not yet. */
export function Rest({ minutes, rested }: { minutes: number; rested: () => void }) {
  const { say } = useWords();
  if (minutes === 0) return null;
  return (
    <Notice>
      {say(entry['rest'], { minutes })}{' '}
      <button type="button" class="link" data-act="rested" onClick={rested}>
        {say(entry['rest.ok'])}
      </button>
    </Notice>
  );
}
