import { useState } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import type { ExchangeView } from '../api/operate.ts';
import { entry } from '../text/entry.ts';
import { operate } from '../text/operate.ts';
import { useWords } from '../text/words.tsx';
import { Choice, Field, Notice } from '../ui/field.tsx';
import { useLacks } from '../ui/lacks.tsx';
import { useWork } from '../ui/work.ts';

const KNOWN = {
  'exchange-exists': operate['error.exchange-exists'],
  'exchange-bank': operate['error.exchange-bank'],
  'exchange-url': operate['error.exchange-url'],
};
const KEYS = ['fetch', 'subscription', 'feedback', 'submit'] as const;
type Keys = Readonly<Record<(typeof KEYS)[number], string>>;
const NOTHING = { name: '', url: '', publicKey: '', partner: '', bank: '', threshold: '31' };
const NO_KEYS: Keys = { fetch: '', subscription: '', feedback: '', submit: '' };

/** The keys as the server takes them: those that were left empty are not there. */
const given = (keys: Keys) => Object.fromEntries(Object.entries(keys).filter(([, key]) => key !== ''));

function KeyFields({ keys, set }: { keys: Keys; set: (keys: Keys) => void }) {
  const { say } = useWords();
  return (
    <>
      <p class="hint">{say(operate['follow.say'])}</p>
      {KEYS.map((name) => (
        <Field
          key={name}
          label={say(operate[`follow.${name}`])}
          value={keys[name]}
          change={(value) => set({ ...keys, [name]: value.trim() })}
          act={`follow-${name}`}
          code
          required={name === 'fetch' || name === 'subscription'}
          maxLength={200}
        />
      ))}
    </>
  );
}

/** The form that follows another exchange. What was typed of its keys is forgotten with the answer. */
export function Follow({ api, made }: { api: Api; made: () => Promise<void> }) {
  const { say } = useWords();
  const { run, busy, problem } = useWork(KNOWN);
  const [wire, setWire] = useState<'stopncii' | 'amaan'>('stopncii');
  const [facts, setFacts] = useState(NOTHING);
  const [keys, setKeys] = useState(NO_KEYS);
  const [saved, setSaved] = useState(false);
  const field = (name: keyof typeof facts) => ({
    label: say(operate[`follow.${name}`]),
    value: facts[name],
    change: (value: string) => setFacts({ ...facts, [name]: value.trim() }),
    act: `follow-${name}`,
    code: true,
  });
  const follow = () =>
    run(async () => {
      const { name, url, bank, threshold, publicKey, partner } = facts;
      const own = wire === 'amaan' ? { publicKey, ...(partner === '' ? {} : { partner }) } : {};
      const body = { v: 1, name, url, bank, threshold: Number(threshold), keys: given(keys), ...own };
      await api.post('/v1/exchanges', body);
      setFacts(NOTHING);
      setKeys(NO_KEYS);
      setSaved(true);
      await made();
    });
  return (
    <details class="card" data-view="follow">
      <summary data-act="follow-open">{say(operate['follow.title'])}</summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          follow();
        }}
      >
        {problem && <Notice kind="error">{problem}</Notice>}
        {saved && <Notice kind="good">{say(operate['follow.saved'])}</Notice>}
        <Field
          {...field('name')}
          required
          maxLength={64}
          pattern="[A-Za-z_][A-Za-z0-9_.:\-]{0,63}"
          hint={say(operate['follow.name.say'])}
        />
        <Choice
          label={say(operate['follow.wire'])}
          value={wire}
          act="follow-wire"
          options={(['stopncii', 'amaan'] as const).map((value) => ({
            value,
            label: say(operate[`follow.wire.${value}`]),
          }))}
          change={setWire}
        />
        <Field {...field('url')} required maxLength={500} />
        {wire === 'amaan' && (
          <>
            <Field {...field('publicKey')} required pattern="[0-9a-f]{64}" maxLength={64} />
            <Field {...field('partner')} maxLength={64} />
          </>
        )}
        <Field {...field('bank')} required pattern="[A-Z_][A-Z0-9_]{0,254}" maxLength={255} />
        <Field
          {...field('threshold')}
          required
          pattern="[12]?[0-9]|3[01]"
          maxLength={2}
          inputMode="numeric"
        />
        <KeyFields keys={keys} set={setKeys} />
        <button type="submit" class="main" data-act="follow-go" aria-disabled={busy}>
          {say(busy ? entry['working'] : operate['follow.go'])}
        </button>
      </form>
    </details>
  );
}

/** What an administrator may change of an exchange that is followed. */
export function ChangeExchange(props: { exchange: ExchangeView; api: Api; changed: () => Promise<void> }) {
  const { exchange, api, changed } = props;
  const { name, enabled, items } = exchange;
  const { say } = useWords();
  const { run, busy, problem } = useWork(KNOWN);
  const [url, setUrl] = useState(exchange.url ?? '');
  const [keys, setKeys] = useState(NO_KEYS);
  const [asked, setAsked] = useState(false);
  const [saved, setSaved] = useState(false);
  const lacks = useLacks({ url: url === exchange.url && operate['follow.url.lack'] });
  const path = `/v1/exchanges/${encodeURIComponent(name)}`;
  const put = (change: object) =>
    run(async () => {
      await api.put(path, { v: 1, ...change });
      setKeys(NO_KEYS);
      setSaved(true);
      await changed();
    });
  return (
    <details data-view="change-exchange">
      <summary data-act="change-exchange">{say(operate['follow.change'])}</summary>
      {problem && <Notice kind="error">{problem}</Notice>}
      {saved && <Notice kind="good">{say(operate['follow.saved'])}</Notice>}
      <p class="row">
        <button
          type="button"
          data-act="exchange-switch"
          aria-disabled={busy}
          onClick={() => put({ enabled: !enabled })}
        >
          {say(operate[enabled ? 'follow.off' : 'follow.on'])}
        </button>
        <button type="button" class="bad" data-act="exchange-end" onClick={() => setAsked(true)}>
          {say(operate['follow.end'])}
        </button>
      </p>
      {asked && (
        <div class="notice error" role="alert">
          <p>{say(operate['follow.end.ask'], { name, n: items })}</p>
          <p class="row">
            <button
              type="button"
              class="bad"
              data-act="exchange-end-yes"
              aria-disabled={busy}
              onClick={() =>
                run(async () => {
                  await api.delete(path);
                  await changed();
                })
              }
            >
              {say(operate['follow.end.yes'])}
            </button>
            <button type="button" onClick={() => setAsked(false)}>
              {say(entry['cancel'])}
            </button>
          </p>
        </div>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (lacks.complete()) put({ url });
        }}
      >
        <Field
          label={say(operate['follow.url'])}
          value={url}
          change={setUrl}
          act="exchange-url"
          lack={lacks.of('url')}
          code
          required
          maxLength={500}
        />
        <button type="submit" aria-disabled={busy}>
          {say(operate['follow.save'])}
        </button>
      </form>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          put({ keys: given(keys) });
        }}
      >
        <h4>{say(operate['follow.keys'])}</h4>
        <KeyFields keys={keys} set={setKeys} />
        <button type="submit" data-act="exchange-keys" aria-disabled={busy}>
          {say(operate['follow.save'])}
        </button>
      </form>
    </details>
  );
}
