import type { CaseLine } from '../api/staff.ts';
import { cases } from '../text/case.ts';
import { useWords } from '../text/words.tsx';

const DAYS = 14;
const DAY_MS = 86_400_000;
const HEIGHT = 56;
const STEP = 30;

/** The middle of some numbers, or nothing. */
export function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1], sorted[Math.floor(half)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

/** Cases by the day they were opened, drawn; and how long a first answer takes. Her day has no hour: the span starts at noon. */
export function Load({ lines, today = new Date() }: { lines: readonly CaseLine[]; today?: Date }) {
  const { say, span, day } = useWords();
  if (lines.length === 0) return null;
  const days = Array.from({ length: DAYS }, (_, i) =>
    new Date(today.getTime() - (DAYS - 1 - i) * DAY_MS).toISOString().slice(0, 10),
  );
  const counts = days.map((each) => lines.filter(({ status }) => status.openedOn === each).length);
  const most = Math.max(1, ...counts);
  const first = median(
    lines.flatMap(({ status }) =>
      status.firstAnswerAt
        ? Math.max(0, Date.parse(status.firstAnswerAt) - Date.parse(`${status.openedOn}T12:00:00Z`))
        : [],
    ),
  );
  return (
    <figure class="card" data-view="load">
      <figcaption class="quiet">
        {say(cases['list.load'])} ·{' '}
        {first === undefined
          ? say(cases['list.first.none'])
          : say(cases['list.first'], { time: span(first) })}
      </figcaption>
      <svg
        class="drawing"
        viewBox={`0 0 ${DAYS * STEP} ${HEIGHT + 16}`}
        role="img"
        aria-label={days.map((each, i) => `${day(each)}: ${counts[i]}`).join(', ')}
        style={{ maxWidth: '42rem' }}
      >
        {counts.map((count, i) => {
          const height = Math.round((count / most) * (HEIGHT - 14));
          const x = i * STEP;
          return (
            <g key={days[i]}>
              <rect
                x={x + 5}
                y={HEIGHT - height}
                width={STEP - 10}
                height={Math.max(1, height)}
                fill="var(--accent)"
              />
              {count > 0 && (
                <text x={x + STEP / 2} y={HEIGHT - height - 3} text-anchor="middle">
                  {count}
                </text>
              )}
              {(i === 0 || i === DAYS - 1 || i === 7) && (
                <text
                  x={x + STEP / 2}
                  y={HEIGHT + 13}
                  text-anchor={i === 0 ? 'start' : i === DAYS - 1 ? 'end' : 'middle'}
                  dx={i === 0 ? -10 : i === DAYS - 1 ? 10 : 0}
                >
                  {day(days[i] ?? '')}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </figure>
  );
}
