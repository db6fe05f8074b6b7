import type { LoadView } from '../api/review.ts';
import { review } from '../text/review.ts';
import { useWords } from '../text/words.tsx';
import { Bars } from './bars.tsx';

const MINUTE = 60_000;
const STEP = 24;
const HEIGHT = 48;

/** Today's load: what waits, how fast it was decided, and the last 24 hours: opened above the line, decided below it. */
export function Load({ load }: { load: LoadView }) {
  const { say } = useWords();
  const most = Math.max(1, ...load.hours.flatMap(({ opened, decided }) => [opened, decided]));
  const tall = (count: number) => (count / most) * (HEIGHT - 4);
  const median =
    load.medianMinutes === null ? '–' : say(review['load.minutes'], { n: Math.round(load.medianMinutes) });
  const numbers = [
    { label: say(review['load.decided']), value: load.decidedToday },
    { label: say(review['load.median']), value: median },
  ];
  return (
    <figure class="card" data-view="load" data-late-notices={load.lateNotices}>
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
      </div>
      <figcaption class="quiet">{say(review['load'])}</figcaption>
      <svg
        class="drawing"
        viewBox={`0 0 ${Math.max(1, load.hours.length) * STEP} ${2 * HEIGHT}`}
        role="img"
        aria-label={load.hours.map(({ opened, decided }) => `${opened}/${decided}`).join(', ')}
        style={{ maxWidth: '42rem' }}
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
    </figure>
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
