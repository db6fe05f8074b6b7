import { useId, useState } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import type { BankView } from '../api/operate.ts';
import { operate } from '../text/operate.ts';
import { useWords } from '../text/words.tsx';
import { Notice } from '../ui/field.tsx';
import { useWork } from '../ui/work.ts';
import { Bars } from './bars.tsx';
import { BankRules } from './rules.tsx';

/** One bank: its kind, what it did, and what another threshold would have changed. */
export function Bank(props: {
  bank: BankView;
  /** The contents of the largest bank, so that the drawings compare. */
  most: number;
  api: Api;
  /** Whether this key may change rules. */
  rules: boolean;
  set: () => Promise<void>;
}) {
  const { bank, most, api, rules, set } = props;
  const { say, when } = useWords();
  const { run, problem } = useWork();
  const [wanted, setWanted] = useState(bank.threshold);
  const [preview, setPreview] = useState<BankView['preview']>();
  const id = useId();
  const path = `/v1/banks/${bank.name}`;
  const ask = (threshold: number) =>
    run(async () => setPreview((await api.get<BankView>(`${path}?threshold=${threshold}`)).preview));
  const ratio = Math.round(bank.enabledRatio * 100);
  return (
    <section class="card" data-view="bank" data-name={bank.name} data-threshold={bank.threshold}>
      <header class="row">
        <h3>
          <bdi>{bank.name}</bdi>
        </h3>
        <span class="badge">{say(operate[`bank.${bank.kind}`])}</span>
        {bank.aligned && <span class="badge">{say(operate['bank.aligned.on'])}</span>}
        {ratio === 0 && <span class="badge warn">{say(operate['bank.off'])}</span>}
        {ratio > 0 && ratio < 100 && (
          <span class="badge warn">{say(operate['bank.part'], { n: ratio })}</span>
        )}
      </header>
      {problem && <Notice kind="error">{problem}</Notice>}
      <Bars bars={[{ label: say(operate['bank.contents']), value: bank.contents }]} most={most} />
      <Bars
        bars={[
          { label: say(operate['bank.matched']), value: bank.matched, colour: 'warn' },
          { label: say(operate['bank.silenced']), value: bank.silenced, colour: 'good' },
        ]}
      />
      <p class="quiet">{say(operate['bank.since'], { when: when(bank.since) })}</p>
      <Distances bank={bank} />
      <p class="field">
        <label for={id}>{say(operate['bank.threshold'])}</label>
        <input
          id={id}
          type="range"
          dir="ltr"
          min="0"
          max="31"
          data-act="threshold"
          value={wanted}
          aria-valuetext={String(wanted)}
          onInput={(event) => setWanted(event.currentTarget.valueAsNumber)}
          onChange={(event) => ask(event.currentTarget.valueAsNumber)}
        />
      </p>
      <div role="status" data-view="preview">
        {preview && (
          <Bars
            bars={[
              {
                label: say(operate['bank.today'], { n: bank.threshold }),
                value: preview.today,
                colour: 'warn',
              },
              { label: say(operate['bank.instead'], { n: preview.threshold }), value: preview.instead },
            ]}
          />
        )}
      </div>
      {rules && (
        <BankRules
          key={`${bank.threshold} ${bank.enabledRatio} ${bank.aligned}`}
          bank={bank}
          threshold={wanted}
          api={api}
          set={set}
        />
      )}
    </section>
  );
}

const STEP = 8;
const TALL = 48;

/** How near look-ups came, one column for each distance; what the threshold takes in is filled. */
function Distances({ bank: { distances, threshold } }: { bank: BankView }) {
  const { say } = useWords();
  const most = Math.max(...distances);
  if (!(most > 0)) return <p class="quiet">{say(operate['bank.distances.none'])}</p>;
  const told = distances.flatMap((count, bits) => (count > 0 ? [`${bits}: ${count}`] : [])).join(', ');
  return (
    <figure>
      <svg
        class="drawing"
        viewBox={`0 0 ${distances.length * STEP} ${TALL + 2}`}
        role="img"
        aria-label={told}
        style={{ maxWidth: '28rem' }}
      >
        {distances.map((count, bits) => {
          const tall = count === 0 ? 0 : Math.max(2, (count / most) * TALL);
          return (
            <rect
              key={bits}
              x={bits * STEP + 1}
              y={TALL - tall}
              width={STEP - 2}
              height={tall}
              fill={bits <= threshold ? 'var(--warn)' : 'var(--line)'}
            />
          );
        })}
        <rect y={TALL} width={distances.length * STEP} height="1" fill="var(--edge)" />
        <rect x={(threshold + 1) * STEP - 0.5} width="1" height={TALL} fill="var(--accent)" />
      </svg>
      <figcaption class="quiet">{say(operate['bank.distances'], { n: threshold })}</figcaption>
    </figure>
  );
}
