import type { FollowShape } from '../../api/notices.ts';
import { happened } from '../../text/happened.ts';
import { useWords } from '../../text/words.tsx';

/** What one clock says: how long others have, until when it is safe to act, or when something ends. */
function sentence(
  { kind, actBy, clock: { state } }: FollowShape,
  now: string,
  { say, when, span }: Pick<ReturnType<typeof useWords>, 'say' | 'when' | 'span'>,
): string {
  if (state === 'stopped') return say(happened['follow.done']);
  if (state === 'tolled') return say(happened['follow.paused']);
  if (actBy === null) return say(happened['follow.open']);
  const left = Date.parse(actBy) - Date.parse(now);
  const parts = { at: when(actBy), left: span(left) };
  if (kind === 'duty') return say(happened[left < 0 ? 'follow.late' : 'follow.duty'], parts);
  if (kind === 'window') return say(happened[left < 0 ? 'follow.window.over' : 'follow.window'], parts);
  return say(happened[left < 0 ? 'follow.lapse.over' : 'follow.lapse'], parts);
}

/** The clocks that follow a notice, each with the rule it stands on and the questions that it hangs on. */
export function Follows({ follows, now }: { follows: readonly FollowShape[]; now: string }) {
  const words = useWords();
  const { say } = words;
  if (follows.length === 0) return null;
  return (
    <section data-view="follows">
      <h3>{say(happened['follows'])}</h3>
      <ul class="follows">
        {follows.map((each) => (
          <li key={each.regime} data-follow={each.regime} data-follow-state={each.clock.state}>
            <strong>{sentence(each, now, words)}</strong>
            <span class="quiet">
              <bdi lang="en" dir="ltr">
                {each.title} ({each.cite})
              </bdi>
              {each.draft && <> · {say(happened['follow.draft'])}</>}
            </span>
            {each.open.map((question) => (
              <span key={question} class="quiet">
                {say(happened['follow.if'])}{' '}
                <bdi lang="en" dir="ltr">
                  {question}
                </bdi>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
