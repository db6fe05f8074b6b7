import { useState } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import { type OperationsView, SETTLEMENTS, type Settlement, type SignalView } from '../api/operate.ts';
import { operate } from '../text/operate.ts';
import { useWords } from '../text/words.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Check, Choice, Notice } from '../ui/field.tsx';
import { useWork } from '../ui/work.ts';

const KNOWN = { 'not-suspended': operate['error.not-suspended'], 'suspended-there': operate['settle.there'] };

/** The signals that others suspended: those that wait for a person, and those that a person lets rest. */
export function Suspended(props: {
  view: OperationsView;
  api: Api;
  curates: boolean;
  changed: () => Promise<void>;
}) {
  const { view, api, curates, changed } = props;
  const { waiting, kept, reasons } = view;
  const { say } = useWords();
  const [chosen, setChosen] = useState<SignalView>();
  const settle = curates ? setChosen : undefined;
  return (
    <section class="card" data-view="waiting" data-total={waiting.total}>
      <h2>{say(operate['waiting'])}</h2>
      {waiting.total === 0 ? (
        <p>{say(operate['waiting.none'])}</p>
      ) : (
        <p class="hint">{say(operate['waiting.say'])}</p>
      )}
      {waiting.total > waiting.signals.length && (
        <p class="hint">
          {say(operate['waiting.more'], { shown: waiting.signals.length, n: waiting.total })}
        </p>
      )}
      <Rows signals={waiting.signals} settle={settle} reasons={reasons} />
      {kept.total > 0 && (
        <details data-view="kept">
          <summary>{say(operate['kept.title'], { n: kept.total })}</summary>
          <Rows signals={kept.signals} settle={settle} reasons={reasons} />
        </details>
      )}
      {chosen && (
        <Settle
          signal={chosen}
          api={api}
          reasons={reasons}
          close={() => setChosen(undefined)}
          done={async () => {
            setChosen(undefined);
            await changed();
          }}
        />
      )}
    </section>
  );
}

function Rows(props: {
  signals: readonly SignalView[];
  reasons: OperationsView['reasons'];
  settle: ((signal: SignalView) => void) | undefined;
}) {
  const { signals, reasons, settle } = props;
  const { say, day, language } = useWords();
  const most = Math.max(1, ...signals.map(({ blocked, notBlocked }) => blocked + notBlocked));
  const width = (count: number) => ({ inlineSize: `${(100 * count) / most}%` });
  return (
    <ul class="rows">
      {signals.map((signal) => {
        const { bank, content, exchange, blocked, notBlocked, own, there, addedAt, kept } = signal;
        return (
          <li key={content} class="row" data-signal={content}>
            <div class="grow">
              <bdi>
                <strong>{bank}</strong> {content}
              </bdi>{' '}
              {there && (
                <span class="badge warn">{say(operate['waiting.there'], { exchange: exchange ?? '' })}</span>
              )}
              {own && (
                <span class={own === 'Blocked' ? 'badge good' : 'badge'}>
                  {say(operate[`waiting.own.${own}`])}
                </span>
              )}
              <div class="quiet">
                {say(operate['waiting.opinions'], { yes: blocked, no: notBlocked })} · {day(addedAt)}
                {kept && ` · ${reasons.find(({ code }) => code === kept)?.label[language] ?? kept}`}
              </div>
            </div>
            <span class="track" aria-hidden="true">
              <span class={notBlocked > 0 ? 'some bad' : ''} style={width(notBlocked)} />
              <span class={blocked > 0 ? 'some good' : ''} style={width(blocked)} />
            </span>
            {settle && (
              <button
                type="button"
                data-act="settle-signal"
                aria-label={`${say(operate['waiting.settle'])}: ${bank} ${content}`}
                onClick={() => settle(signal)}
              >
                {say(operate['waiting.settle'])}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Settle(props: {
  signal: SignalView;
  api: Api;
  reasons: OperationsView['reasons'];
  close: () => void;
  done: () => Promise<void>;
}) {
  const { signal, api, reasons, close, done } = props;
  const { say, language } = useWords();
  const { run, busy, problem } = useWork(KNOWN);
  const [settlement, setSettlement] = useState<Settlement>('keep');
  const fitting = reasons.filter(({ fits }) => fits.includes(settlement));
  const [picked, setPicked] = useState('');
  const reason = fitting.some(({ code }) => code === picked) ? picked : (fitting[0]?.code ?? '');
  return (
    <Dialog title={say(operate['settle.title'])} view="settle" close={close}>
      {problem && <Notice kind="error">{problem}</Notice>}
      <p>
        <bdi>
          <strong>{signal.bank}</strong> {signal.content}
        </bdi>
      </p>
      <div role="radiogroup" aria-label={say(operate['settle.title'])}>
        {SETTLEMENTS.map((each) => {
          const closed = each === 'restore' && signal.there;
          return (
            <Check
              key={each}
              group="settlement"
              act={`settle-${each}`}
              checked={settlement === each}
              disabled={closed}
              change={() => setSettlement(each)}
            >
              {say(operate[`settle.${each}`])}
              <span class="hint">
                {say(operate[closed ? ('settle.there' as const) : (`settle.${each}.say` as const)])}
              </span>
            </Check>
          );
        })}
      </div>
      <Choice
        label={say(operate['settle.reason'])}
        value={reason}
        act="settle-reason"
        options={fitting.map(({ code, label }) => ({ value: code, label: label[language] }))}
        change={setPicked}
      />
      <button
        type="button"
        class={settlement === 'remove' ? 'bad' : 'main'}
        data-act="settle-go"
        aria-disabled={busy}
        onClick={() =>
          run(async () => {
            const path = `/v1/operations/signals/${signal.content}`;
            await api.post(path, { v: 1, settlement, reason });
            await done();
          })
        }
      >
        {say(operate['settle.go'])}
      </button>
    </Dialog>
  );
}
