import { useState } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import type { BankView, RulesWanted, WaitingRules } from '../api/operate.ts';
import { operate } from '../text/operate.ts';
import { useWords } from '../text/words.tsx';
import { Check, Field, Notice } from '../ui/field.tsx';
import { useLacks } from '../ui/lacks.tsx';
import { useWork } from '../ui/work.ts';

const KNOWN = { 'rule-waits': operate['error.rule-waits'], 'two-people': operate['error.two-people'] };

/** The switches of one bank: its threshold as chosen above, its part of look-ups, and rule `aligned`. */
export function BankRules(props: { bank: BankView; threshold: number; api: Api; set: () => Promise<void> }) {
  const { bank, threshold, api, set } = props;
  const { say } = useWords();
  const { run, busy, problem } = useWork(KNOWN);
  const [ratio, setRatio] = useState(String(Math.round(bank.enabledRatio * 100)));
  const [aligned, setAligned] = useState(bank.aligned);
  const [asked, setAsked] = useState(false);
  const wanted: RulesWanted = {
    ...(threshold === bank.threshold ? {} : { threshold }),
    ...(Number(ratio) / 100 === bank.enabledRatio ? {} : { enabledRatio: Number(ratio) / 100 }),
    ...(aligned === bank.aligned ? {} : { aligned }),
  };
  const nothing = Object.keys(wanted).length === 0;
  const lacks = useLacks({ rules: nothing && operate['bank.lack'] });
  return (
    <form
      data-view="bank-rules"
      onSubmit={(event) => {
        event.preventDefault();
        if (!lacks.complete()) return;
        run(async () => {
          const answer = await api.put<{ waits?: string }>(`/v1/banks/${bank.name}`, wanted);
          setAsked(answer.waits !== undefined);
          await set();
        });
      }}
    >
      <h4>{say(operate['bank.rules'])}</h4>
      {problem && <Notice kind="error">{problem}</Notice>}
      {asked && <Notice kind="good">{say(operate['bank.asked'])}</Notice>}
      {bank.kind === 'match' && (
        <Check act="aligned" checked={aligned} change={setAligned}>
          {say(operate['bank.aligned'])}
        </Check>
      )}
      <Field
        label={say(operate['bank.ratio'])}
        value={ratio}
        change={setRatio}
        act="enabled-ratio"
        lack={lacks.of('rules')}
        code
        required
        pattern="[0-9]|[1-9][0-9]|100"
        maxLength={3}
        inputMode="numeric"
      />
      <p class="hint">{say(operate['bank.rules.say'])}</p>
      {!nothing && <p data-view="wanted">{toldRules(wanted, say)}</p>}
      <button type="submit" data-act="set-rules" aria-disabled={busy}>
        {say(operate['bank.change'])}
      </button>
    </form>
  );
}

/** What a change asks for, in one line. */
function toldRules(wanted: RulesWanted, say: ReturnType<typeof useWords>['say']): string {
  const { threshold, enabledRatio, aligned } = wanted;
  return [
    ...(threshold === undefined ? [] : [say(operate['rules.threshold'], { to: threshold })]),
    ...(enabledRatio === undefined
      ? []
      : [say(operate['rules.ratio'], { to: Math.round(enabledRatio * 100) })]),
    ...(aligned === undefined ? [] : [say(operate[aligned ? 'rules.aligned.on' : 'rules.aligned.off'])]),
  ].join(' · ');
}

/** Changes that one administrator asked for and that wait for another one. */
export function RulesWaiting(props: {
  changes: readonly WaitingRules[];
  api: Api;
  settled: () => Promise<void>;
}) {
  const { changes, api, settled } = props;
  const { say, when } = useWords();
  const { run, busy, problem } = useWork(KNOWN);
  const answer = (id: string, word: 'agree' | 'refuse') =>
    run(async () => {
      await api.post(`/v1/rule-changes/${id}`, { v: 1, answer: word });
      await settled();
    });
  if (changes.length === 0) return null;
  return (
    <section class="card" data-view="rules-waiting">
      <h2>{say(operate['rules.waiting'])}</h2>
      {problem && <Notice kind="error">{problem}</Notice>}
      <ul class="rows">
        {changes.map(({ id, bank, wanted, mine, at }) => (
          <li key={id} class="row" data-change={id}>
            <div class="grow">
              <bdi>
                <strong>{bank}</strong>
              </bdi>{' '}
              {toldRules(wanted, say)}
              <div class="quiet">
                {when(at)}
                {mine && ` · ${say(operate['rules.mine'])}`}
              </div>
            </div>
            {!mine && (
              <button
                type="button"
                class="main"
                data-act="rules-agree"
                aria-disabled={busy}
                onClick={() => answer(id, 'agree')}
              >
                {say(operate['rules.agree'])}
              </button>
            )}
            <button
              type="button"
              data-act="rules-refuse"
              aria-disabled={busy}
              onClick={() => answer(id, 'refuse')}
            >
              {say(operate[mine ? 'rules.take-back' : 'rules.refuse'])}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
