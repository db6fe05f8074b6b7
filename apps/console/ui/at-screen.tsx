import type { ComponentChildren } from 'preact';
import { entry } from '../text/entry.ts';
import type { Line } from '../text/line.ts';
import { useWords } from '../text/words.tsx';
import { Notice } from './field.tsx';
import type { AtScreen } from './use-screen.ts';

const MINUTE = 60_000;

/** How long the reader was active here today, for the bar; nobody else is told. */
export function Today({ screen: { today } }: { screen: AtScreen }) {
  const { say, span } = useWords();
  if (!today) return null;
  return (
    <span class="quiet" data-view="screen-today">
      {say(entry['screen.today'], { time: span(today.minutes * MINUTE) })}
    </span>
  );
}

/**
 * Proposes a break, and says when the day is done, in words above the page: nothing is closed, and the focus stays where
 * it is.
 *
 * @param done what becomes of what is open
 */
export function ScreenNotes(props: { screen: AtScreen; done: Line; children?: ComponentChildren }) {
  const { today, minutes, rested } = props.screen;
  const { say } = useWords();
  if (today?.done)
    return (
      <section class="card" data-view="day-done" aria-label={say(entry['screen.done.title'])}>
        <p role="status">
          <strong>{say(entry['screen.done.title'])}</strong> {say(props.done)}{' '}
          {say(entry['screen.done.hour'])}
        </p>
        {props.children}
      </section>
    );
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
