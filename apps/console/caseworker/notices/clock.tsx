import { regimes } from '@amaan/notice';
import type { ClockShape } from '../../api/notices.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';

const DAY_MS = 86_400_000;

/** A clock in words and as a line: how much of the time is used. @param row of the law: its zone is theirs */
export function Clock({ clock, now, row }: { clock: ClockShape; now: string; row: string }) {
  const { say, when, there, span } = useWords();
  const { state, startedAt, dueAt, stoppedAt } = clock;
  const left = dueAt ? Date.parse(dueAt) - Date.parse(now) : 0;
  const zone = regimes().rows.get(row)?.zone;
  const spans = { time: span(clock.countedFor), left: span(clock.lateBy) };
  const key =
    state === 'stopped'
      ? (`clock.stopped.${clock.reason ?? 'decided'}` as const)
      : (`clock.${state}` as const);
  const sentence =
    state === 'running'
      ? dueAt
        ? say(notices['clock.running'], { due: when(dueAt), left: span(left) })
        : say(notices['clock.running-open'], { day: Math.floor(clock.countedFor / DAY_MS) })
      : say(notices[key], spans);
  const whole = startedAt && dueAt ? Date.parse(dueAt) - Date.parse(startedAt) : 0;
  const end = Date.parse(stoppedAt ?? now);
  const used =
    whole > 0 && startedAt ? Math.min(1, Math.max(0.02, (end - Date.parse(startedAt)) / whole)) : 0;
  const colour =
    state === 'expired'
      ? 'var(--bad)'
      : state === 'stopped'
        ? clock.reason === 'refused'
          ? 'var(--warn)'
          : 'var(--good)'
        : used > 0.75
          ? 'var(--warn)'
          : 'var(--accent)';
  return (
    <div class="clock" data-clock={state}>
      <span>{sentence}</span>
      {zone && dueAt && state === 'running' && (
        <span class="quiet" data-view="their-time">
          {say(notices['clock.there'], { due: there(dueAt, zone) })}
        </span>
      )}
      {clock.approximate && <span class="quiet">{say(notices['clock.approximate'])}</span>}
      {clock.disagreement && <strong>{say(notices['clock.disagreement'])}</strong>}
      {clock.refusedExtensions > 0 && <span class="quiet">{say(notices['clock.refused-extension'])}</span>}
      {whole > 0 && (
        <svg
          class="drawing"
          viewBox="0 0 200 8"
          preserveAspectRatio="none"
          role="img"
          aria-label={`${Math.round(used * 100)}%`}
          height="8"
        >
          <rect width="200" height="8" fill="var(--raised)" />
          <rect width={200 * used} height="8" fill={colour} />
        </svg>
      )}
    </div>
  );
}
