import { useRef } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import type { Reason, ReviewSession } from '../api/review.ts';
import { entry } from '../text/entry.ts';
import { review } from '../text/review.ts';
import { useWords } from '../text/words.tsx';
import { Notice } from '../ui/field.tsx';
import { useKeys } from '../ui/keys.ts';
import type { Tell } from '../ui/said.tsx';
import { Decide } from './decide.tsx';
import { Media } from './media.tsx';
import { Record } from './record.tsx';
import { Saw } from './saw.tsx';
import { useJob } from './use-job.ts';

/** One job: what the rule saw, the upload (hidden until asked for), and the decision. */
export function Job(props: {
  id: string;
  api: Api;
  reasons: readonly Reason[];
  reveals: ReviewSession['reveals'];
  minorReports: string | undefined;
  tell: Tell;
  changed: () => Promise<void>;
  back: () => void;
}) {
  const { id, api, changed, tell } = props;
  const { say, when, language } = useWords();
  const section = useRef<HTMLElement>(null);
  const base = `/v1/review/jobs/${id}`;
  const { view, load, act, busy, problem } = useJob({ api, base, changed, tell, section });
  const job = view?.job;
  const mine = job?.mine === true && job.state !== 'decided';
  const toggle = () => act(mine ? 'release' : 'claim');
  useKeys({ c: () => job && job.state !== 'decided' && toggle() });
  if (!view || !job)
    return (
      <section>
        {problem ? <Notice kind="error">{problem}</Notice> : <p role="status">{say(entry['loading'])}</p>}
      </section>
    );
  const open = job.state !== 'decided';
  return (
    <section ref={section} data-view="job-open" data-state={job.state} data-mine={mine ? 'yes' : 'no'}>
      <header class="row">
        <button type="button" class="plain" data-act="back" onClick={props.back}>
          {say(entry['back'])}
        </button>
        <h1>
          {say(review[`kind.${job.kind}`])} {job.notice && <span dir="ltr">{job.notice}</span>}
        </h1>
        {job.regime && <span class="badge">{job.regime}</span>}
        <span class={`badge ${job.late ? 'bad' : ''}`}>{say(review['due'], { when: when(job.dueAt) })}</span>
        {open && (
          <button
            type="button"
            class={mine ? '' : 'main'}
            data-act={mine ? 'release-job' : 'claim-job'}
            aria-disabled={busy}
            onClick={toggle}
          >
            {say(review[mine ? 'release' : 'claim'])}
          </button>
        )}
      </header>
      {open && job.claimedUntil && (
        <p class="quiet">{say(review[mine ? 'held.mine' : 'held'], { when: when(job.claimedUntil) })}</p>
      )}
      {job.nobody && (
        <Notice kind="error">
          <span data-view="nobody">{say(review['nobody.say'])}</span>
        </Notice>
      )}
      {problem && <Notice kind="error">{problem}</Notice>}
      {job.decision && job.state === 'decided' && (
        <p class="notice good" data-view="decided" data-decision={job.decision}>
          {say(review['done'], { decision: say(review[`decision.${job.decision}`]) })}
          {job.reason &&
            ` · ${props.reasons.find((each) => each.code === job.reason)?.label[language] ?? job.reason}`}
        </p>
      )}
      <div class="columns">
        <div>
          {view.appeal && (
            <Notice>
              {say(review['appeal'])}: {say(review[`ground.${view.appeal.ground}`])}
            </Notice>
          )}
          {view.notice && (
            <section class="card" data-view="notice-says">
              <h2>{say(review['notice.says'])}</h2>
              <p class="hint">
                {say(review[view.notice.onBehalf === 'depicted_person' ? 'notice.self' : 'notice.other'])}
              </p>
              {view.notice.says.map((text) => (
                <pre class="text" dir="auto" key={text}>
                  {text}
                </pre>
              ))}
            </section>
          )}
          {job.minors && (
            <section class="card" data-view="minors">
              <h2>{say(review['minors'])}</h2>
              <p>{say(review['minors.say'])}</p>
              <p class="hint">
                {props.minorReports
                  ? say(review['minors.who'], { who: props.minorReports })
                  : say(review['minors.nobody'])}
              </p>
            </section>
          )}
          {view.partial && (
            <Notice>
              <span data-view="partial">{say(review['partial'])}</span>
            </Notice>
          )}
          {view.matches.length > 0 && <Saw matches={view.matches} media={view.media} />}
          {!job.minors && (
            <Media
              api={api}
              base={base}
              media={view.media}
              mine={mine}
              reveals={props.reveals}
              tell={tell}
              // The look that was just taken stands in the record below at once.
              changed={async () => {
                await Promise.all([load(), changed()]);
              }}
            />
          )}
        </div>
        <div>
          {mine ? (
            <Decide job={job} reasons={props.reasons} busy={busy} decide={(body) => act('decide', body)} />
          ) : (
            open && <p class="card">{say(review['decide.claim'])}</p>
          )}
          {view.statement && (
            <section class="card" data-view="statement">
              <h2>{say(review['statement'])}</h2>
              <p class="quiet" dir="ltr">
                {view.statement.policy}
              </p>
              {/* The uploader gets both; the reader's own stands first. */}
              {(language === 'ur' ? (['ur', 'en'] as const) : (['en', 'ur'] as const)).map((each) => (
                <p key={each} lang={each} dir={each === 'ur' ? 'rtl' : 'ltr'}>
                  {view.statement?.text[each]}
                </p>
              ))}
            </section>
          )}
          <Record events={view.events} />
        </div>
      </div>
    </section>
  );
}
