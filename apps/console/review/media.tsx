import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import type { JobView, ReviewSession } from '../api/review.ts';
import { entry } from '../text/entry.ts';
import { review } from '../text/review.ts';
import { useWords } from '../text/words.tsx';
import { Choice, Notice } from '../ui/field.tsx';
import { useKeys } from '../ui/keys.ts';
import type { Tell } from '../ui/said.tsx';
import { useWork } from '../ui/work.ts';

const REASONS = ['decide', 'secondLook', 'appeal'] as const;
const KNOWN = {
  'not-yours': review['error.not-yours'],
  budget: review['error.budget'],
  'media-gone': review['error.media-gone'],
  'media-unreadable': review['error.media-unreadable'],
};

/** The upload: nothing before a claim, then a blurred grey preview; the picture itself only by a recorded act, in grey. */
export function Media(props: {
  api: Api;
  base: string;
  media: JobView['media'];
  mine: boolean;
  reveals: ReviewSession['reveals'];
  tell: Tell;
  changed: () => Promise<void>;
}) {
  const { api, base, media, mine, reveals, tell, changed } = props;
  const { say } = useWords();
  const [reason, setReason] = useState<(typeof REASONS)[number]>('decide');
  const [preview, setPreview] = useUrl();
  const [shown, setShown] = useUrl();
  const { run, busy, problem } = useWork(KNOWN);
  const budget = useId();
  const has = media !== undefined;
  useEffect(() => {
    setPreview(undefined);
    setShown(undefined);
    if (mine && has) run(async () => setPreview(await api.bytes('GET', `${base}/preview`)));
  }, [mine, has, api, base]);
  const left = Math.max(0, reveals.budget - reveals.used);
  const reveal = () =>
    run(async () => {
      try {
        setShown(await api.bytes('POST', `${base}/reveal`, { reason }));
      } finally {
        // The budget and the record changed; or the claim ended, and what stands here is old.
        await changed();
      }
      tell(review['reveal.done']);
    });
  const hide = () => {
    if (!shown) return;
    setShown(undefined);
    tell(review['reveal.hidden']);
  };
  const toggle = () => {
    if (shown) hide();
    else if (mine && left > 0) reveal();
  };
  useKeys({ r: toggle, Escape: hide });
  return (
    <section class="card" data-view="media" data-shown={shown ? 'revealed' : preview ? 'preview' : 'none'}>
      <h2>{say(review['media'])}</h2>
      {problem && <Notice kind="error">{problem}</Notice>}
      {!has && <p>{say(review['media.none'])}</p>}
      {has && !mine && <p>{say(review['media.claim'])}</p>}
      {has && mine && (
        <>
          <div class="media">
            {shown ? (
              <img src={shown} alt={say(review['media.shown'])} />
            ) : (
              preview && <img class="preview" src={preview} alt={say(review['media.preview'])} />
            )}
          </div>
          {shown && media.contentType === 'video' && <p class="hint">{say(review['media.sheet'])}</p>}
          <p class="hint" id={budget} data-left={left}>
            {say(review['reveal.budget'], { left, all: reveals.budget })}
          </p>
          <div class="row">
            {!shown && (
              <Choice
                label={say(review['reveal.why'])}
                value={reason}
                act="reveal-reason"
                inline
                options={REASONS.map((value) => ({ value, label: say(review[`reveal.${value}`]) }))}
                change={setReason}
              />
            )}
            <button
              type="button"
              data-act={shown ? 'hide-media' : 'reveal-media'}
              aria-disabled={busy || (!shown && left === 0)}
              aria-describedby={budget}
              onClick={toggle}
            >
              {say(busy ? entry['working'] : review[shown ? 'reveal.hide' : 'reveal'])}
            </button>
          </div>
        </>
      )}
    </section>
  );
}

/** An address for bytes in memory, taken back as soon as it is not shown any more. */
function useUrl(): [string | undefined, (blob: Blob | undefined) => void] {
  const [url, setUrl] = useState<string>();
  const held = useRef<string | undefined>(undefined);
  const drop = () => {
    if (held.current) URL.revokeObjectURL(held.current);
    held.current = undefined;
  };
  useEffect(() => drop, []);
  return [
    url,
    (blob) => {
      drop();
      held.current = blob && URL.createObjectURL(blob);
      setUrl(held.current);
    },
  ];
}
