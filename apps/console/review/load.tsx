import type { LoadView } from '../api/review.ts';
import { review } from '../text/review.ts';
import { useWords } from '../text/words.tsx';
import { Bars } from './bars.tsx';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const STEP = 24;
const HEIGHT = 48;

/** Today's load: what waits, how fast it was decided, and the last 24 hours: opened above the line, decided below it. */
export function Load({ load }: { load: LoadView }) {
  const { say, when } = useWords();
  const most = Math.max(1, ...load.hours.flatMap(({ opened, decided }) => [opened, decided]));
  const tall = (count: number) => (count / most) * (HEIGHT - 4);
  const median =
    load.medianMinutes === null ? '–' : say(review['load.minutes'], { n: Math.round(load.medianMinutes) });
  // The last hour is the one that runs; hours without anything are passed over when it is read out.
  const told = load.hours.flatMap((hour, i) => {
    if (hour.opened + hour.decided === 0) return [];
    const at = new Date(Date.now() - (load.hours.length - 1 - i) * HOUR).toISOString();
    return [say(review['load.hour'], { when: when(at), ...hour })];
  });
  const numbers = [
    { label: say(review['load.decided']), value: load.decidedToday },
    { label: say(review['load.median']), value: median },
  ];
  return (
    <section
      class="card"
      aria-label={say(review['load.title'])}
      data-view="load"
      data-late-notices={load.lateNotices}
    >
      <div class="tiles">
        <Bars
          bars={[
            { label: say(review['load.open']), value: load.open },
            { label: say(review['load.late']), value: load.late, colour: 'warn' },
            { label: say(review['load.lateNotices']), value: load.lateNotices, colour: 'bad' },
          ]}
        />
        <div>
          <dl class="numbers">
            {numbers.map(({ label, value }) => (
              <div key={label}>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          <Times times={load.times} />
        </div>
        <div>
          <p class="quiet">{say(review['load'])}</p>
          <svg
            class="drawing"
            viewBox={`0 0 ${Math.max(1, load.hours.length) * STEP} ${2 * HEIGHT}`}
            role="img"
            aria-label={told.join('; ') || say(review['load.quiet'])}
          >
            {load.hours.map(({ opened, decided }, i) => (
              <g key={i}>
                <rect
                  x={i * STEP + 4}
                  y={HEIGHT - tall(opened)}
                  width={STEP - 8}
                  height={tall(opened)}
                  fill="var(--warn)"
                />
                <rect
                  x={i * STEP + 4}
                  y={HEIGHT + 1}
                  width={STEP - 8}
                  height={tall(decided)}
                  fill="var(--good)"
                />
              </g>
            ))}
            <rect x="0" y={HEIGHT} width={load.hours.length * STEP} height="1" fill="var(--edge)" />
          </svg>
          <p class="ends quiet" aria-hidden="true">
            <span>{say(review['load.ago'])}</span>
            <span>{say(review['load.now'])}</span>
          </p>
        </div>
      </div>
    </section>
  );
}

/** How long today's decisions took: one column for each group of times, from minutes to weeks. */
function Times({ times }: { times: LoadView['times'] }) {
  const { say, span } = useWords();
  const most = Math.max(1, ...times.map(({ decided }) => decided));
  const groups = times.map(({ under, decided }, i) => ({
    decided,
    label:
      under === null
        ? say(review['load.over'], { time: span((times[i - 1]?.under ?? 0) * MINUTE) })
        : say(review['load.under'], { time: span(under * MINUTE) }),
  }));
  return (
    <div data-view="times">
      <p class="quiet">{say(review['load.times'])}</p>
      <ol class="columns-of-times">
        {groups.map(({ label, decided }) => (
          <li key={label}>
            <span>{decided}</span>
            <span aria-hidden="true" style={{ blockSize: `${(decided / most) * 2.5}rem` }} />
            <span class="quiet">{label}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
