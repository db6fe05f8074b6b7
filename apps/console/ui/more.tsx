import { useEffect, useRef } from 'preact/hooks';
import { entry } from '../text/entry.ts';
import { useWords } from '../text/words.tsx';

/** The end of a list that is drawn in portions: asks for the next one when it comes into view, or by its button. */
export function More({ left, ask }: { left: number; ask: () => void }) {
  const { say } = useWords();
  const end = useRef<HTMLLIElement>(null);
  const next = useRef(ask);
  next.current = ask;
  useEffect(() => {
    const watcher = new IntersectionObserver(
      (seen) => {
        if (seen.some((each) => each.isIntersecting)) next.current();
      },
      { rootMargin: '600px' },
    );
    if (end.current) watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [left]);
  return (
    <li ref={end}>
      <button type="button" data-act="more" onClick={ask}>
        {say(entry['more'], { n: left })}
      </button>
    </li>
  );
}
