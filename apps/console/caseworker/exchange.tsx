import { useCallback, useEffect, useState } from 'preact/hooks';
import type { ExchangeAlarms, SuspendedEntry } from '../api/exchange.ts';
import type { CaseLine } from '../api/staff.ts';
import { entry } from '../text/entry.ts';
import { exchange } from '../text/exchange.ts';
import { useWords } from '../text/words.tsx';
import { Notice } from '../ui/field.tsx';
import { useWork } from '../ui/work.ts';
import { useDesk } from './desk-context.ts';

const KNOWN = { 'not-suspended': exchange['error.not-suspended'] };

/** The supervisor's page about the exchange: suspended entries to decide about, and what partners owe. */
export function ExchangePage({ lines }: { lines: readonly CaseLine[] }) {
  const { say, when } = useWords();
  const { api } = useDesk();
  const { run, busy, problem } = useWork(KNOWN);
  const [alarms, setAlarms] = useState<ExchangeAlarms>();
  const load = useCallback(
    async () => setAlarms(await api.get<ExchangeAlarms>('/v1/exchange/alarms')),
    [api],
  );
  useEffect(() => run(load), [load]);
  const settle = (id: string, settlement: 'restore' | 'withdraw') =>
    run(async () => {
      await api.post(`/v1/exchange/entries/${id}/settle`, { v: 1, settlement });
      await load();
    });
  const quiet =
    alarms &&
    alarms.suspended.length +
      alarms.purges.length +
      alarms.outOfSync.length +
      alarms.leaks.length +
      alarms.low.length +
      alarms.minorsWaiting ===
      0;
  return (
    <section data-view="exchange-page">
      <h1>{say(exchange['exchange.title'])}</h1>
      {problem && <Notice kind="error">{problem}</Notice>}
      {!alarms && !problem && <p role="status">{say(entry['loading'])}</p>}
      {quiet && <Notice kind="good">{say(exchange['exchange.quiet'])}</Notice>}
      {alarms && alarms.suspended.length > 0 && (
        <section class="card" data-view="suspended">
          <h2>{say(exchange['exchange.suspended'])}</h2>
          <p class="hint">{say(exchange['exchange.suspended.say'])}</p>
          <ul class="rows">
            {alarms.suspended.map((each) => (
              <Suspended key={each.entry} suspended={each} lines={lines} busy={busy} settle={settle} />
            ))}
          </ul>
        </section>
      )}
      {alarms && alarms.leaks.length > 0 && (
        <section class="notice error" data-view="leaks">
          <h2>{say(exchange['exchange.leaks'])}</h2>
          <p>{say(exchange['exchange.leaks.say'])}</p>
          <ul>
            {alarms.leaks.map(({ partner, seen, at }) => (
              <li key={`${partner} ${seen}`}>
                {say(exchange['exchange.leak'], { partner, seen, when: when(at) })}
              </li>
            ))}
          </ul>
        </section>
      )}
      {alarms && alarms.minorsWaiting > 0 && (
        <Notice kind="error">{say(exchange['exchange.minors'], { n: alarms.minorsWaiting })}</Notice>
      )}
      {alarms && alarms.purges.length > 0 && (
        <section class="card" data-view="purges">
          <h2>{say(exchange['exchange.purges'])}</h2>
          <ul class="rows">
            {alarms.purges.map(({ partner, entry: id, since, overdue }) => (
              <li key={`${partner} ${id}`} class="row">
                <bdi class="grow">{partner}</bdi>
                <span class="quiet">{when(since)}</span>
                {overdue && <span class="badge bad">{say(exchange['exchange.overdue'])}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {alarms && alarms.low.length > 0 && (
        <section class="card" data-view="low-sources">
          <h2>{say(exchange['exchange.low'])}</h2>
          <p class="hint">{say(exchange['exchange.low.say'])}</p>
          <ul class="rows">
            {alarms.low.map(({ partner, submitted, refused }) => (
              <li key={partner} class="row">
                <bdi class="grow">{partner}</bdi>
                <span class="quiet">{say(exchange['exchange.low.of'], { refused, submitted })}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {alarms && alarms.outOfSync.length > 0 && (
        <section class="card" data-view="out-of-sync">
          <h2>{say(exchange['exchange.out-of-sync'])}</h2>
          <ul class="rows">
            {alarms.outOfSync.map(({ partner, fetchedAt }) => (
              <li key={partner} class="row">
                <bdi class="grow">{partner}</bdi>
                <span class="quiet">
                  {fetchedAt === null
                    ? say(exchange['exchange.never'])
                    : say(exchange['exchange.read'], { when: when(fetchedAt) })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </section>
  );
}

function Suspended(props: {
  suspended: SuspendedEntry;
  lines: readonly CaseLine[];
  busy: boolean;
  settle: (entry: string, settlement: 'restore' | 'withdraw') => void;
}) {
  const { suspended, lines, busy, settle } = props;
  const { entry: id, caseId, since, ageDoubt, blocked, notBlocked } = suspended;
  const { say, when, language } = useWords();
  const [asked, setAsked] = useState<'restore' | 'withdraw'>();
  const mine = lines.find((line) => line.id === caseId);
  const origin = mine
    ? say(exchange['exchange.of-case'], { alias: mine.alias[language] })
    : say(exchange[caseId === null ? 'exchange.of-partner' : 'exchange.of-other']);
  return (
    <li data-entry={id}>
      <div class="row">
        <div class="grow">
          <code dir="ltr">{id.slice(0, 8)}</code> {origin}{' '}
          {ageDoubt && <span class="badge bad">{say(exchange['exchange.age-doubt'])}</span>}
          <div class="quiet">
            {say(exchange['exchange.opinions'], { yes: blocked, no: notBlocked })} · {when(since)}
          </div>
        </div>
        {(['restore', 'withdraw'] as const).map((settlement) => (
          <button
            key={settlement}
            type="button"
            data-act={`entry-${settlement}`}
            aria-label={`${say(exchange[`exchange.${settlement}`])}: ${id.slice(0, 8)}`}
            aria-pressed={asked === settlement}
            onClick={() => setAsked(settlement)}
          >
            {say(exchange[`exchange.${settlement}`])}
          </button>
        ))}
      </div>
      {asked && (
        <div class="notice error" role="alert">
          <p>{say(exchange[`exchange.ask.${asked === 'withdraw' && ageDoubt ? 'withdraw-age' : asked}`])}</p>
          <p class="row">
            <button
              type="button"
              class="bad"
              data-act="entry-yes"
              aria-disabled={busy}
              onClick={() => settle(id, asked)}
            >
              {say(exchange['exchange.yes'])}
            </button>
            <button type="button" onClick={() => setAsked(undefined)}>
              {say(entry['cancel'])}
            </button>
          </p>
        </div>
      )}
    </li>
  );
}
