import { useEffect, useState } from 'preact/hooks';
import type { Team } from '../api/staff.ts';
import { useWords } from '../text/words.tsx';
import { work } from '../text/work.ts';
import { Notice } from '../ui/field.tsx';
import { useWork } from '../ui/work.ts';
import { useDesk } from './desk-context.ts';
import { Demands } from './demands.tsx';
import { median } from './load.tsx';

const HOUR_MS = 3_600_000;
const STEP = 30;
const HEIGHT = 70;

/** The supervisor's view: who has how much, and how long a first answer takes. Counts only. */
export function TeamPage() {
  const { say } = useWords();
  const { api } = useDesk();
  const { run, problem } = useWork();
  const [team, setTeam] = useState<Team>();
  useEffect(() => run(async () => setTeam(await api.get<Team>('/v1/team'))), [api]);
  return (
    <section data-view="team-page">
      <h1>{say(work['team.title'])}</h1>
      <p class="hint">{say(work['team.say'])}</p>
      {problem && <Notice kind="error">{problem}</Notice>}
      {team && team.staleKeys > 0 && <Notice>{say(work['team.stale'], { n: team.staleKeys })}</Notice>}
      {team && <Members team={team} />}
      {team && (
        <div class="columns">
          <Days team={team} />
          <FirstAnswers hours={team.firstAnswerHours} />
        </div>
      )}
      <Demands />
    </section>
  );
}

function Members({ team }: { team: Team }) {
  const { say } = useWords();
  const { people } = useDesk();
  const most = Math.max(1, ...team.members.map((each) => each.open));
  const name = (staff: string | undefined) =>
    staff === undefined
      ? say(work['team.nobody'])
      : (people.find((each) => each.id === staff)?.name ?? say(work['team.gone']));
  return (
    <div class="card scroll" tabindex={0} role="region" aria-label={say(work['team.title'])}>
      <table class="load stacked">
        <thead>
          <tr>
            <td />
            <th scope="col">{say(work['team.open'])}</th>
            <th scope="col">{say(work['team.waiting'])}</th>
            <th scope="col">{say(work['team.tasks'])}</th>
            <th scope="col">{say(work['team.overdue'])}</th>
          </tr>
        </thead>
        <tbody>
          {team.members.map((each) => (
            <tr key={each.staff ?? ''} data-member={each.staff ?? 'nobody'}>
              <th scope="row" dir="auto">
                {name(each.staff)}
              </th>
              <td data-label={say(work['team.open'])}>
                <span class="load-bar" aria-hidden="true">
                  <span style={{ inlineSize: `${(100 * each.waiting) / most}%` }} class="waiting" />
                  <span style={{ inlineSize: `${(100 * (each.open - each.waiting)) / most}%` }} />
                </span>
                {each.open}
              </td>
              <td data-label={say(work['team.waiting'])}>{each.waiting}</td>
              <td data-label={say(work['team.tasks'])}>{each.tasks}</td>
              <td data-label={say(work['team.overdue'])}>
                {each.overdue > 0 ? <span class="badge bad">{each.overdue}</span> : 0}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Days({ team: { days } }: { team: Team }) {
  const { say, day } = useWords();
  const most = Math.max(1, ...days.flatMap(({ opened, answered }) => [opened, answered]));
  const bar = (count: number) => Math.max(count > 0 ? 2 : 0, Math.round((count / most) * HEIGHT));
  return (
    <figure class="card">
      <figcaption class="quiet">
        {say(work['team.days'])} · <span class="key accent" /> {say(work['team.opened'])}{' '}
        <span class="key good" /> {say(work['team.answered'])}
      </figcaption>
      <svg
        class="drawing"
        viewBox={`0 0 ${days.length * STEP} ${HEIGHT + 30}`}
        role="img"
        aria-label={days.map((each) => `${day(each.day)}: ${each.opened}, ${each.answered}`).join('; ')}
      >
        {days.map(({ day: at, opened, answered }, i) => (
          <g key={at}>
            <rect
              x={i * STEP + 4}
              y={HEIGHT + 12 - bar(opened)}
              width={10}
              height={bar(opened)}
              fill="var(--accent)"
            />
            <rect
              x={i * STEP + 15}
              y={HEIGHT + 12 - bar(answered)}
              width={10}
              height={bar(answered)}
              fill="var(--good)"
            />
            {opened > 0 && (
              <text x={i * STEP + 9} y={HEIGHT + 9 - bar(opened)} text-anchor="middle">
                {opened}
              </text>
            )}
            {i % 4 === 1 && (
              <text
                x={i === days.length - 1 ? (i + 1) * STEP : i * STEP + STEP / 2}
                y={HEIGHT + 28}
                text-anchor={i === days.length - 1 ? 'end' : 'middle'}
              >
                {day(at)}
              </text>
            )}
          </g>
        ))}
      </svg>
    </figure>
  );
}

const BUCKETS = [
  { key: 'day', most: 12 },
  { key: 'two', most: 60 },
  { key: 'week', most: 180 },
  { key: 'more', most: Infinity },
] as const;

function FirstAnswers({ hours }: { hours: readonly number[] }) {
  const { say, span } = useWords();
  const half = median(hours);
  const counts = BUCKETS.map(
    ({ most }, i) =>
      hours.filter((each) => each <= most && each > (i === 0 ? -1 : (BUCKETS[i - 1]?.most ?? 0))).length,
  );
  const most = Math.max(1, ...counts);
  return (
    <section class="card" data-view="first-answers">
      <h2>{say(work['team.first'])}</h2>
      {half === undefined ? (
        <p class="quiet">{say(work['team.first.none'])}</p>
      ) : (
        <>
          <p>
            {say(work['team.first.median'], {
              time: span(half * HOUR_MS),
              most: span((hours[Math.ceil(0.9 * hours.length) - 1] ?? half) * HOUR_MS),
            })}
          </p>
          <table class="load">
            <tbody>
              {BUCKETS.map(({ key }, i) => (
                <tr key={key}>
                  <th scope="row">{say(work[`team.bucket.${key}`])}</th>
                  <td>
                    <span class="load-bar" aria-hidden="true">
                      <span style={{ inlineSize: `${(100 * (counts[i] ?? 0)) / most}%` }} />
                    </span>
                    {counts[i]}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}
