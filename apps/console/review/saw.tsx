import type { JobView, MatchView } from '../api/review.ts';
import { review } from '../text/review.ts';
import { useWords } from '../text/words.tsx';

const WIDE = 160;
const BITS = 256;
const SHOWN = 12;

/** What the rule saw, as a drawing: the frame of the upload, the part that matched, and how far apart the hashes are. */
export function Saw({ matches, media }: { matches: readonly MatchView[]; media: JobView['media'] }) {
  const { say } = useWords();
  return (
    <section class="card" data-view="saw">
      <h2>{say(review['saw'])}</h2>
      <p class="hint">{say(review['saw.say'])}</p>
      {matches.slice(0, SHOWN).map((match, i) => (
        <One key={i} match={match} aspect={media && media.width > 0 ? media.height / media.width : 0.75} />
      ))}
    </section>
  );
}

function One({ match, aspect }: { match: MatchView; aspect: number }) {
  const { say } = useWords();
  const tall = Math.min(220, Math.max(60, WIDE * aspect));
  const { x, y, width, height } = match.rectangle ?? { x: 0, y: 0, width: 1, height: 1 };
  const rule = match.video && match.rule === 'plain' ? review['rule.video'] : review[`rule.${match.rule}`];
  const when = match.at === undefined ? [] : [say(review['saw.at'], { n: match.at })];
  const told = [say(rule), ...when, say(review['bits'], { n: match.distance })].join(' · ');
  return (
    <div class="row" data-distance={match.distance} data-rule={match.rule}>
      <svg width={WIDE} height={tall} viewBox={`0 0 ${WIDE} ${tall}`} role="img" aria-label={told}>
        <rect width={WIDE} height={tall} fill="var(--raised)" stroke="var(--edge)" />
        <rect
          x={x * WIDE + 1.5}
          y={y * tall + 1.5}
          width={Math.max(2, width * WIDE - 3)}
          height={Math.max(2, height * tall - 3)}
          fill="var(--chosen)"
          stroke="var(--accent)"
          stroke-width="3"
          stroke-dasharray={match.rule === 'plain' ? undefined : '6 4'}
        />
      </svg>
      <div>
        <p>
          <strong dir="ltr">{match.bank}</strong> · {told}
        </p>
        {match.video && (
          <p>
            {say(review['video.meets'], { query: match.video.queryPercent, bank: match.video.bankPercent })}
          </p>
        )}
        <svg
          class="drawing"
          viewBox={`0 0 ${BITS} 10`}
          width={BITS}
          height="10"
          aria-hidden="true"
          style={{ maxWidth: '16rem' }}
        >
          <rect width={BITS} height="10" fill="var(--raised)" />
          <rect width={match.distance} height="10" fill="var(--warn)" />
        </svg>
        <p class="quiet">{say(review['others'], { yes: match.blocked, no: match.notBlocked })}</p>
      </div>
    </div>
  );
}
