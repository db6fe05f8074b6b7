import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import type { BankView, OperationsView, WaitingView } from '../api/operate.ts';
import { entry } from '../text/entry.ts';
import { operate } from '../text/operate.ts';
import { useWords } from '../text/words.tsx';
import { Notice } from '../ui/field.tsx';
import { useWork } from '../ui/work.ts';
import { Bank } from './bank.tsx';
import { Exchange } from './exchange.tsx';

/** How everything stands: the exchanges, the banks with their thresholds, and the signals that wait for a person. */
export function Operations({ api, curates }: { api: Api; curates: boolean }) {
  const { say } = useWords();
  const [view, setView] = useState<OperationsView>();
  const [banks, setBanks] = useState<readonly BankView[]>([]);
  const { run, problem } = useWork();
  const load = useCallback(async () => {
    const [operations, all] = await Promise.all([
      api.get<OperationsView>('/v1/operations'),
      api.get<readonly BankView[]>('/v1/banks'),
    ]);
    setView(operations);
    setBanks(all);
  }, [api]);
  useEffect(() => run(load), [load]);
  const mostItems = Math.max(1, ...(view?.exchanges.map(({ items }) => items) ?? []));
  const mostContents = Math.max(1, ...banks.map(({ contents }) => contents));
  return (
    <section data-view="operations-page">
      <header class="row">
        <h1>{say(operate['operations'])}</h1>
        <button type="button" data-act="reload-operations" onClick={() => run(load)}>
          {say(operate['reload'])}
        </button>
      </header>
      {problem && <Notice kind="error">{problem}</Notice>}
      {!view && !problem && <p role="status">{say(entry['loading'])}</p>}
      {view && (
        <>
          <h2>{say(operate['exchanges'])}</h2>
          {view.exchanges.length === 0 && <p class="card">{say(operate['exchanges.none'])}</p>}
          <div class="tiles">
            {view.exchanges.map((each) => (
              <Exchange key={each.name} exchange={each} most={mostItems} />
            ))}
          </div>
          <Waiting total={view.waiting.total} signals={view.waiting.signals} />
          <h2>{say(operate['banks'])}</h2>
          <div class="tiles">
            {banks.map((each) => (
              <Bank key={each.name} bank={each} most={mostContents} api={api} curates={curates} set={load} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}

function Waiting({ total, signals }: { total: number; signals: readonly WaitingView[] }) {
  const { say, day } = useWords();
  const most = Math.max(1, ...signals.map(({ blocked, notBlocked }) => blocked + notBlocked));
  const width = (count: number) => ({ inlineSize: `${(100 * count) / most}%` });
  return (
    <section class="card" data-view="waiting" data-total={total}>
      <h2>{say(operate['waiting'])}</h2>
      {total === 0 ? (
        <p>{say(operate['waiting.none'])}</p>
      ) : (
        <p class="hint">{say(operate['waiting.say'])}</p>
      )}
      {total > signals.length && (
        <p class="hint">{say(operate['waiting.more'], { shown: signals.length, n: total })}</p>
      )}
      <ul class="rows">
        {signals.map(({ bank, content, exchange, blocked, notBlocked, there, addedAt }) => (
          <li key={content} class="row">
            <div class="grow">
              <bdi>
                <strong>{bank}</strong> {content}
              </bdi>{' '}
              {there && (
                <span class="badge warn">{say(operate['waiting.there'], { exchange: exchange ?? '' })}</span>
              )}
              <div class="quiet">
                {say(operate['waiting.opinions'], { yes: blocked, no: notBlocked })} · {day(addedAt)}
              </div>
            </div>
            <span class="track" aria-hidden="true">
              <span class={notBlocked > 0 ? 'some bad' : ''} style={width(notBlocked)} />
              <span class={blocked > 0 ? 'some good' : ''} style={width(blocked)} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
