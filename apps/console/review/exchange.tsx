import type { Api } from '../api/client.ts';
import type { ExchangeView } from '../api/operate.ts';
import { operate } from '../text/operate.ts';
import { useWords } from '../text/words.tsx';
import { Bars } from './bars.tsx';
import { ChangeExchange } from './follow.tsx';

/** How one exchange stands. `most`: the signals of the largest one, so that the drawings compare. */
export function Exchange(props: {
  exchange: ExchangeView;
  most: number;
  /** There for those who may change it. */
  change?: { readonly api: Api; readonly changed: () => Promise<void> };
}) {
  const { exchange, most, change } = props;
  const { say, when } = useWords();
  const { name, wire, url, bank, checkpoint, fetchedAt, failures, lastError, quarantined, gaps } = exchange;
  const reached =
    checkpoint === 0
      ? '–'
      : wire === 'stopncii'
        ? when(new Date(checkpoint * 1000).toISOString())
        : say(operate['exchange.number'], { n: checkpoint });
  const aside = quarantined.reduce((sum, { times }) => sum + times, 0);
  return (
    <section class="card" data-view="exchange" data-name={name}>
      <header class="row">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        <Standing exchange={exchange} />
      </header>
      {url && (
        <p class="quiet" dir="ltr">
          {url}
        </p>
      )}
      {failures > 0 && (
        <p class="notice error">
          {say(operate['exchange.failing'], { n: failures, code: lastError ?? '–' })}
        </p>
      )}
      <dl class="facts">
        <dt>{say(operate['exchange.bank'])}</dt>
        <dd>
          <bdi>{bank}</bdi>
        </dd>
        <dt>{say(operate['exchange.checkpoint'])}</dt>
        <dd>{reached}</dd>
        <dt>{say(operate['exchange.success'])}</dt>
        <dd>{fetchedAt === null ? '–' : when(fetchedAt)}</dd>
      </dl>
      <Bars bars={[{ label: say(operate['exchange.items']), value: exchange.items }]} most={most} />
      <Bars
        bars={[
          { label: say(operate['exchange.quarantined']), value: aside, colour: 'warn' },
          { label: say(operate['exchange.gaps']), value: gaps, colour: 'bad' },
          { label: say(operate['exchange.waiting']), value: exchange.feedbackWaiting },
          { label: say(operate['exchange.proofs']), value: exchange.proofsWaiting },
        ]}
      />
      {aside > 0 && (
        <p class="quiet" dir="ltr">
          {quarantined.map(({ code, times }) => `${code} ${times}`).join(' · ')}
        </p>
      )}
      {change && <ChangeExchange exchange={exchange} {...change} />}
    </section>
  );
}

function Standing({ exchange }: { exchange: ExchangeView }) {
  const { say, span } = useWords();
  const { enabled, hasCredentials, behind } = exchange;
  if (!enabled) return <span class="badge">{say(operate['exchange.off'])}</span>;
  if (!hasCredentials) return <span class="badge warn">{say(operate['exchange.no-keys'])}</span>;
  if (behind === null) return <span class="badge warn">{say(operate['exchange.never'])}</span>;
  // Less than a minute is the time that a look takes.
  return behind < 60_000 ? (
    <span class="badge good">{say(operate['exchange.step'])}</span>
  ) : (
    <span class="badge bad">{say(operate['exchange.behind'], { time: span(behind) })}</span>
  );
}
