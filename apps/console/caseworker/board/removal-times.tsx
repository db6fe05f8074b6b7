import { nameOf } from '@amaan/notice';
import { useEffect, useState } from 'preact/hooks';
import type { AddresseeTimes } from '../../api/notices.ts';
import { clocks } from '../../text/clocks.ts';
import { useWords } from '../../text/words.tsx';
import { useDesk } from '../desk-context.ts';

const WIDTH = 240;
const HEIGHT = 44;

/** One small curve for each addressee on one scale of time, so that they compare at a glance; the slowest stands first. */
export function RemovalTimes() {
  const { say, span, language } = useWords();
  const { api } = useDesk();
  const [times, setTimes] = useState<readonly AddresseeTimes[]>();
  useEffect(() => {
    // The board works without the figures: a failed look leaves them out.
    void api
      .get<{ addressees: readonly AddresseeTimes[] }>('/v1/removal-times')
      .then(({ addressees }) => setTimes(addressees))
      .catch(() => undefined);
  }, [api]);
  if (!times) return null;
  const longest = Math.max(1, ...times.flatMap(({ steps }) => steps.map(({ after }) => after)));
  return (
    <figure class="card" data-view="removal-times">
      <figcaption>
        <h2>{say(clocks['times.title'])}</h2>
        <p class="hint">{say(clocks['times.say'])}</p>
      </figcaption>
      {times.length === 0 && <p>{say(clocks['times.none'])}</p>}
      {times.map((each) => (
        <div class="times" key={each.addressee} data-times={each.addressee}>
          <div>
            <bdi>{nameOf(each.addressee)[language]}</bdi>
            <div class="quiet">
              {say(clocks['times.of'], { removed: each.removed, notices: each.notices })} ·{' '}
              {each.median === null
                ? say(clocks['times.no-half'])
                : say(clocks['times.half'], { time: span(each.median) })}
            </div>
          </div>
          <Curve times={each} longest={longest} />
        </div>
      ))}
      {times.length > 0 && (
        <div class="times axis" aria-hidden="true">
          <span />
          <span class="quiet" dir="ltr">
            <span>0</span>
            <bdi>{span(longest)}</bdi>
          </span>
        </div>
      )}
    </figure>
  );
}

/** The share still up as steps from the start to `longest`; the line at half lets one read the median. */
function Curve({ times, longest }: { times: AddresseeTimes; longest: number }) {
  const { say, span } = useWords();
  const x = (after: number) => Math.round((after / longest) * (WIDTH - 2)) + 1;
  const y = (still: number) => Math.round((1 - still) * (HEIGHT - 4)) + 2;
  let still = 1;
  let path = `M1 ${y(1)}`;
  for (const step of times.steps) {
    path += `H${x(step.after)}V${y(step.still)}`;
    still = step.still;
  }
  path += `H${WIDTH - 1}`;
  const label = say(clocks['times.curve'], { time: span(longest), share: `${Math.round(still * 100)}%` });
  return (
    <svg class="drawing" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <path d={`${path}V${HEIGHT}H1Z`} fill="var(--chosen)" />
      <path d={`M0 ${y(0.5)}H${WIDTH}`} stroke="var(--edge)" stroke-dasharray="3 4" />
      <path d={path} fill="none" stroke="var(--accent)" stroke-width="2" />
    </svg>
  );
}
