import { useRef, useState } from 'preact/hooks';
import type { Decision, JobLine, Reason } from '../api/review.ts';
import { entry } from '../text/entry.ts';
import { review } from '../text/review.ts';
import { useWords } from '../text/words.tsx';
import { Check, Choice } from '../ui/field.tsx';
import { useKeys } from '../ui/keys.ts';

const UPLOAD: readonly Decision[] = ['remove', 'keep', 'needMore', 'escalate', 'minor'];
const APPEAL: readonly Decision[] = ['upheld', 'overturned'];
const MINORS: readonly Decision[] = ['minor', 'escalate', 'keep'];
/** Where nobody may look, the match itself is all that can be wrong. */
const WRONG_MATCH = 'not-the-picture';

/** A decision as it is sent. */
export interface Said {
  readonly decision: Decision;
  readonly reason: string;
  readonly sensitive?: true;
  readonly duplicates?: true;
}

/** The decision with its reason from the one registry. Choosing and deciding are two acts: a slip of a key decides nothing. */
export function Decide(props: {
  job: JobLine;
  reasons: readonly Reason[];
  busy: boolean;
  decide: (body: Said) => void;
}) {
  const { job, reasons, busy, decide } = props;
  const { say, language } = useWords();
  const [decision, setDecision] = useState<Decision>();
  const [reason, setReason] = useState('');
  const [duplicates, setDuplicates] = useState(job.duplicates > 0);
  const [sensitive, setSensitive] = useState(false);
  const again = job.kind === 'appeal' || job.kind === 'check';
  const offered = job.minors ? MINORS : again ? APPEAL : UPLOAD;
  const fitting = reasons.filter(
    ({ code, fits }) =>
      decision && fits.includes(decision) && (!job.minors || decision !== 'keep' || code === WRONG_MATCH),
  );
  const chosen = fitting.find((each) => each.code === reason) ?? fitting[0];
  const buttons = useRef<HTMLDivElement>(null);
  const choose = (each: Decision, i: number) => {
    setDecision(each);
    // The next Tab goes on from here, and not through the whole queue.
    buttons.current?.querySelectorAll('button')[i]?.focus();
  };
  useKeys(Object.fromEntries(offered.map((each, i) => [String(i + 1), () => choose(each, i)])));
  return (
    <form
      class="card"
      data-view="decide"
      onSubmit={(event) => {
        event.preventDefault();
        if (decision && chosen)
          decide({
            decision,
            reason: chosen.code,
            ...(sensitive && decision === 'remove' ? { sensitive: true } : {}),
            ...(duplicates && job.duplicates > 0 ? { duplicates: true } : {}),
          });
      }}
    >
      <h2 id="decision">{say(review['decide'])}</h2>
      {job.second && <p class="notice">{say(review[`second.${job.second}`])}</p>}
      <div class="decisions" role="group" aria-labelledby="decision" ref={buttons}>
        {offered.map((each, i) => (
          <button
            key={each}
            type="button"
            data-act={`decision-${each}`}
            aria-pressed={decision === each}
            aria-keyshortcuts={String(i + 1)}
            onClick={() => setDecision(each)}
          >
            {i + 1} {say(review[`decision.${each}`])}
          </button>
        ))}
      </div>
      {decision && chosen && (
        <>
          {fitting.length > 1 && (
            <Choice
              label={say(review['decide.reason'])}
              value={chosen.code}
              act="reason"
              options={fitting.map(({ code, label }) => ({ value: code, label: label[language] }))}
              change={setReason}
            />
          )}
          {decision === 'remove' && !job.second && (
            <Check act="sensitive" checked={sensitive} change={setSensitive}>
              {say(review['decide.sensitive'])}
            </Check>
          )}
          {job.duplicates > 0 && decision !== 'minor' && (
            <Check act="duplicates" checked={duplicates} change={setDuplicates}>
              {say(review['decide.duplicates'], { n: job.duplicates })}
            </Check>
          )}
          {decision === 'minor' && !job.minors && <p class="hint">{say(review['decide.minor'])}</p>}
          <button type="submit" class="main" data-act="decide" aria-disabled={busy}>
            {say(busy ? entry['working'] : review['decide.go'])}
          </button>
        </>
      )}
    </form>
  );
}
