import type { CasePackage } from '@amaan/custody';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Approval } from '../api/staff.ts';
import { wordOf } from '../text/codes.ts';
import { declaration } from '../text/declaration.ts';
import { useWords } from '../text/words.tsx';
import { work } from '../text/work.ts';
import { Notice } from '../ui/field.tsx';
import { saveFile } from '../ui/save-file.ts';
import { useWork } from '../ui/work.ts';
import { useDesk } from './desk-context.ts';

/** What waits for a second person, and what two people agreed to. */
export function ApprovalsPage() {
  const { say } = useWords();
  const { api } = useDesk();
  const { run, busy, problem } = useWork({
    declaration: declaration['error.declaration'],
    'nothing-waits': declaration['error.nothing-waits'],
  });
  const [list, setList] = useState<readonly Approval[]>();
  const [saved, setSaved] = useState(false);
  const load = useCallback(
    async () => setList((await api.get<{ approvals: readonly Approval[] }>('/v1/approvals')).approvals),
    [api],
  );
  useEffect(() => run(load), [load]);
  const decide = (id: string, word: 'approve' | 'refuse') =>
    run(async () => {
      await api.post(`/v1/approvals/${id}/${word}`);
      await load();
    });
  const save = ({ id, alias }: Approval) =>
    run(async () => {
      const { package: whole } = await api.post<{ package: CasePackage }>(`/v1/approvals/${id}/package`);
      saveFile(`case-${alias.en.replace(' ', '-')}.json`, `${JSON.stringify(whole)}\n`);
      setSaved(true);
      await load();
    });
  return (
    <section data-view="approvals-page">
      <h1>{say(work['two.title'])}</h1>
      <p class="hint">{say(work['two.say'])}</p>
      {problem && <Notice kind="error">{problem}</Notice>}
      {saved && <Notice kind="good">{say(work['two.saved'])}</Notice>}
      {list?.length === 0 && <p>{say(work['two.none'])}</p>}
      {list?.map((each) => (
        <One key={each.id} approval={each} busy={busy} decide={decide} save={save} />
      ))}
    </section>
  );
}

function One(props: {
  approval: Approval;
  busy: boolean;
  decide: (id: string, word: 'approve' | 'refuse') => void;
  save: (approval: Approval) => void;
}) {
  const { approval, busy, decide, save } = props;
  const { say, when, language } = useWords();
  const { me, people } = useDesk();
  const { id, alias, kind, recipient, reason, askedBy, askedAt, approvedBy } = approval;
  const nameOf = (staff: string) => people.find((each) => each.id === staff)?.name ?? '–';
  const mine = askedBy === me.id;
  const colleague = people.find((each) => each.recipient === recipient);
  return (
    <article class="card" data-approval={approvedBy ? 'approved' : 'asked'} data-kind={kind}>
      <header class="row">
        <strong>{alias[language]}</strong>
        <span class="badge">{say(work[`two.kind.${kind}`])}</span>
      </header>
      <p>
        {say(work['two.asked-by'], { name: nameOf(askedBy), when: when(askedAt) })}{' '}
        {approvedBy && say(work['two.approved-by'], { name: nameOf(approvedBy) })}
      </p>
      {recipient ? (
        <p>
          {say(work['two.to'])}: {colleague ? `${colleague.name} · ` : ''}
          <code dir="ltr">{recipient}</code>
        </p>
      ) : (
        <p>
          {say(work['two.why'])}: {wordOf(say, 'reason', reason ?? '')}
        </p>
      )}
      {kind === 'passed' && <p class="hint">{say(declaration['declaration.pass.say'])}</p>}
      {kind === 'refused' && <p class="hint">{say(declaration['declaration.refuse.say'])}</p>}
      {mine && !approvedBy && <p class="hint">{say(work['two.yours'])}</p>}
      <div class="row">
        {!mine && !approvedBy && (
          <button
            type="button"
            class="main"
            data-act="approve"
            aria-disabled={busy}
            onClick={() => decide(id, 'approve')}
          >
            {say(work['two.approve'])}
          </button>
        )}
        {approvedBy && (
          <button
            type="button"
            class="main"
            data-act="save-package"
            aria-disabled={busy}
            onClick={() => save(approval)}
          >
            {say(work['two.download'])}
          </button>
        )}
        <button type="button" data-act="refuse" aria-disabled={busy} onClick={() => decide(id, 'refuse')}>
          {say(work[mine ? 'two.take-back' : 'two.refuse'])}
        </button>
      </div>
    </article>
  );
}
