import type { JobView } from '../api/review.ts';
import { review } from '../text/review.ts';
import { useWords } from '../text/words.tsx';

const ACTORS = {
  you: review['by.you'],
  site: review['by.site'],
  server: review['by.server'],
  responder: review['by.responder'],
  reviewer: review['by.reviewer'],
} as const;

/** What happened to a job, line by line, in the reader's language. */
export function Record({ events }: { events: JobView['events'] }) {
  const { say, when } = useWords();
  const named = (by: string): string => {
    if (Object.hasOwn(ACTORS, by)) return say(ACTORS[by as keyof typeof ACTORS]);
    // Another reviewer goes by the first digits of the key's id.
    return say(review['by.other'], { code: by.replace('reviewer-', '') });
  };
  return (
    <section class="card" data-view="record">
      <h2>{say(review['record'])}</h2>
      <ul>
        {events.map(({ at, type, by }, i) => (
          <li key={i} data-event={type}>
            {when(at)} · {say(review[`event.${type}`])} · {named(by)}
          </li>
        ))}
      </ul>
    </section>
  );
}
