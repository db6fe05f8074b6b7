import { useEffect, useRef, useState } from 'preact/hooks';
import { Api } from '../api/client.ts';
import type { ReviewSession } from '../api/review.ts';
import { entry } from '../text/entry.ts';
import { review } from '../text/review.ts';
import { useWords } from '../text/words.tsx';
import { Field, Notice } from '../ui/field.tsx';
import { focusHeading } from '../ui/focus.ts';
import { Frame } from '../ui/frame.tsx';
import { useWork } from '../ui/work.ts';
import type { Around } from './around.ts';

/** The way in: a key, which stays in this page's memory. */
export function Enter(props: {
  why: 'locked' | 'ended' | undefined;
  /** Somebody was in before: the focus was on what is gone now. */
  left: boolean;
  enter: (key: string) => void;
  around: Around;
}) {
  const { why, left, enter, around } = props;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (left) focusHeading(form.current);
  }, []);
  const { say } = useWords();
  const [key, setKey] = useState('');
  const { run, busy, problem } = useWork({ key: entry['error.key'] });
  return (
    <Frame brand={review['brand']} parts={[]} here="" view="review-sign-in" narrow {...around}>
      <form
        ref={form}
        class="card"
        onSubmit={(event) => {
          event.preventDefault();
          run(async () => {
            await new Api(key.trim()).get<ReviewSession>('/v1/review/session');
            enter(key.trim());
          });
        }}
      >
        <h1>{say(entry['enter.title'])}</h1>
        {why && <Notice>{say(entry[why === 'locked' ? 'locked' : 'error.ended'])}</Notice>}
        {problem && <Notice kind="error">{problem}</Notice>}
        <Field
          label={say(review['key'])}
          value={key}
          change={setKey}
          act="review-key"
          code
          required
          maxLength={200}
          hint={say(review['key.say'])}
        />
        <button type="submit" class="main" data-act="review-enter" aria-disabled={busy}>
          {say(entry[busy ? 'working' : 'enter.go'])}
        </button>
      </form>
    </Frame>
  );
}
