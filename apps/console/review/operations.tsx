import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Api } from '../api/client.ts';
import type { BankView, OperationsView, OwnAccount, WaitingRules } from '../api/operate.ts';
import { entry } from '../text/entry.ts';
import { operate } from '../text/operate.ts';
import { useWords } from '../text/words.tsx';
import { Notice } from '../ui/field.tsx';
import { useWork } from '../ui/work.ts';
import { Alarms } from './alarms.tsx';
import { Bank } from './bank.tsx';
import { Exchange } from './exchange.tsx';
import { Follow } from './follow.tsx';
import { OwnAccounts } from './own-accounts.tsx';
import { RulesWaiting } from './rules.tsx';
import { Suspended } from './suspended.tsx';

/**
 * How everything stands, what needs a person first: suspended signals, exchanges, banks with their rules. Curators
 * settle signals; administrators follow exchanges and change rules.
 */
export function Operations({ api, curates, rules }: { api: Api; curates: boolean; rules: boolean }) {
  const { say } = useWords();
  const [view, setView] = useState<OperationsView>();
  const [banks, setBanks] = useState<readonly BankView[]>([]);
  const [changes, setChanges] = useState<readonly WaitingRules[]>([]);
  const [accounts, setAccounts] = useState<readonly OwnAccount[]>([]);
  const { run, problem } = useWork();
  const load = useCallback(async () => {
    const [operations, all, waits, own] = await Promise.all([
      api.get<OperationsView>('/v1/operations'),
      api.get<readonly BankView[]>('/v1/banks'),
      rules ? api.get<{ changes: readonly WaitingRules[] }>('/v1/rule-changes') : { changes: [] },
      api.get<{ accounts: readonly OwnAccount[] }>('/v1/own-accounts'),
    ]);
    setView(operations);
    setBanks(all);
    setChanges(waits.changes);
    setAccounts(own.accounts);
  }, [api, rules]);
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
          <Alarms view={view} />
          <RulesWaiting changes={changes} api={api} settled={load} />
          <Suspended view={view} api={api} curates={curates} changed={load} />
          <OwnAccounts accounts={accounts} api={api} settled={load} />
          <h2>{say(operate['exchanges'])}</h2>
          {view.exchanges.length === 0 && <p class="card">{say(operate['exchanges.none'])}</p>}
          <div class="tiles">
            {view.exchanges.map((each) => (
              <Exchange
                key={each.name}
                exchange={each}
                most={mostItems}
                {...(rules ? { change: { api, changed: load } } : {})}
              />
            ))}
          </div>
          {rules && <Follow api={api} made={load} />}
          <h2>{say(operate['banks'])}</h2>
          <div class="tiles">
            {banks.map((each) => (
              <Bank key={each.name} bank={each} most={mostContents} api={api} rules={rules} set={load} />
            ))}
          </div>
        </>
      )}
    </section>
  );
}
