import type { Api } from '../api/client.ts';
import type { OwnAccount } from '../api/operate.ts';
import { operate } from '../text/operate.ts';
import { useWords } from '../text/words.tsx';
import { Notice } from '../ui/field.tsx';
import { useWork } from '../ui/work.ts';

const KNOWN = {
  'two-people': operate['error.two-people'],
  'account-unknown': operate['error.account-unknown'],
};

/** Accounts whose holder is the person shown in one picture: those that wait for a second person, and those that hold. */
export function OwnAccounts(props: {
  accounts: readonly OwnAccount[];
  api: Api;
  settled: () => Promise<void>;
}) {
  const { accounts, api, settled } = props;
  const { say, day } = useWords();
  const { run, busy, problem } = useWork(KNOWN);
  const answer = (id: string, word: 'agree' | 'end') =>
    run(async () => {
      await api.post(`/v1/own-accounts/${id}`, { v: 1, answer: word });
      await settled();
    });
  return (
    <section class="card" data-view="own-accounts" data-total={accounts.length}>
      <h2>{say(operate['own.title'])}</h2>
      <p class="hint">{say(operate['own.say'])}</p>
      {problem && <Notice kind="error">{problem}</Notice>}
      {accounts.length === 0 && <p>{say(operate['own.none'])}</p>}
      <ul class="rows">
        {accounts.map(({ id, account, bank, content, mine, proposedAt, until, passes }) => (
          <li key={id} class="row" data-account={account}>
            <div class="grow">
              <bdi>
                <strong>{account}</strong>
              </bdi>{' '}
              {until === null && <span class="badge warn">{say(operate['own.waits'])}</span>}
              {mine && <span class="badge">{say(operate['rules.mine'])}</span>}
              <div class="quiet">
                {say(operate['own.for'], { picture: `${bank} ${content}` })} ·{' '}
                {until === null
                  ? day(proposedAt)
                  : `${say(operate['own.until'], { day: day(until) })} · ${say(operate['own.passes'], { n: passes })}`}
              </div>
            </div>
            {until === null && !mine && (
              <button
                type="button"
                class="main"
                data-act="account-agree"
                aria-label={`${say(operate['rules.agree'])}: ${account}`}
                aria-disabled={busy}
                onClick={() => answer(id, 'agree')}
              >
                {say(operate['rules.agree'])}
              </button>
            )}
            <button
              type="button"
              data-act="account-end"
              aria-label={`${say(operate['own.end'])}: ${account}`}
              aria-disabled={busy}
              onClick={() => answer(id, 'end')}
            >
              {say(operate['own.end'])}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
