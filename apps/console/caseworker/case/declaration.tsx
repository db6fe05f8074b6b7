import { DECLARATION_REASONS, PASSED_IN, type ProposalKind } from '@amaan/custody';
import { useState } from 'preact/hooks';
import { newId } from '../../keys/random.ts';
import { cases } from '../../text/case.ts';
import { declaration } from '../../text/declaration.ts';
import { entry } from '../../text/entry.ts';
import { useWords } from '../../text/words.tsx';
import { Choice, Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import type { OpenedCase } from './open-case.ts';

interface Props {
  readonly opened: OpenedCase;
  readonly reload: () => Promise<void>;
}

const KNOWN = {
  'no-match': declaration['error.no-match'],
  asked: declaration['error.asked'],
  'nothing-waits': declaration['error.nothing-waits'],
  declaration: declaration['error.declaration'],
};

/** Where a declaration may go by two people's word, from where it stands. The kernel decides; this only offers. */
const NEXT: Readonly<Record<string, readonly ProposalKind[]>> = {
  declared: ['candidate', 'refused'],
  candidate: ['corroborated', 'refused'],
  suspended: ['candidate', 'corroborated', 'refused'],
};

/** What two people may decide now; what waits for them first, because passing it claims least. */
function offered({ status, heldFor }: OpenedCase['sealed']): readonly ProposalKind[] {
  const next = NEXT[status.declaration] ?? [];
  return heldFor.length > 0 && PASSED_IN.includes(status.declaration) ? ['passed', ...next] : next;
}

/** What becomes of her declaration. One person may stop, two go on. */
export function Declaration({ opened, reload }: Props) {
  const { say } = useWords();
  const { status, opinions, alike } = opened.sealed;
  const waiting = Object.values(status.proposals ?? {}).find(({ state }) => state === 'asked');
  if (status.phase !== 'open' || status.declaration === 'none') return null;
  return (
    <section class="card" data-view="declaration" data-declaration={status.declaration}>
      <h2>{say(declaration['declaration.title'])}</h2>
      <p class="hint">{say(declaration['declaration.say'])}</p>
      <p>{say(declaration['declaration.now'], { state: say(cases[`declaration.${status.declaration}`]) })}</p>
      {opinions.blocked + opinions.notBlocked > 0 && (
        <p>{say(declaration['declaration.seen'], { yes: opinions.blocked, no: opinions.notBlocked })}</p>
      )}
      {alike > 0 && <Notice>{say(declaration['declaration.alike'], { n: alike })}</Notice>}
      {waiting ? (
        <Notice>
          {say(declaration['declaration.waits'], {
            state: say(declaration[`declaration.to.${waiting.kind}`]),
          })}
        </Notice>
      ) : (
        <Ask opened={opened} reload={reload} />
      )}
      <Alone opened={opened} reload={reload} />
    </section>
  );
}

/** What a second person is asked for. */
function Ask({ opened, reload }: Props) {
  const { say } = useWords();
  const { api } = useDesk();
  const { run, busy, problem } = useWork(KNOWN);
  const { id } = opened.sealed;
  const next = offered(opened.sealed);
  const [chosen, setChosen] = useState<ProposalKind>();
  const [why, setWhy] = useState('');
  const state = chosen && next.includes(chosen) ? chosen : next[0];
  if (!state) return null;
  const reasons: readonly string[] = DECLARATION_REASONS[state];
  const reason = reasons.includes(why) ? why : (reasons[0] ?? '');
  const ask = () =>
    run(async () => {
      await api.post(`/v1/cases/${id}/declaration/ask`, { v: 1, id: newId(), state, reason });
      await reload();
    });
  return (
    <>
      {problem && <Notice kind="error">{problem}</Notice>}
      <Choice
        label={say(declaration['declaration.where'])}
        value={state}
        act="declaration-to"
        options={next.map((value) => ({ value, label: say(declaration[`declaration.to.${value}`]) }))}
        change={setChosen}
      />
      <Reason reasons={reasons} value={reason} change={setWhy} act="declaration-reason" />
      <p class="hint">{say(declaration['declaration.ask.say'])}</p>
      {state === 'passed' && <p class="hint">{say(declaration['declaration.pass.say'])}</p>}
      {state === 'refused' && <p class="hint">{say(declaration['declaration.refuse.say'])}</p>}
      <button type="button" class="main" data-act="ask-declaration" aria-disabled={busy} onClick={ask}>
        {say(declaration['declaration.ask'])}
      </button>
    </>
  );
}

/** What one person may do at once: stop it, or confirm what a platform's reviewer saw. */
function Alone({ opened, reload }: Props) {
  const { say } = useWords();
  const { api } = useDesk();
  const { run, busy, problem } = useWork(KNOWN);
  const [why, setWhy] = useState<string>(DECLARATION_REASONS.suspended[0]);
  const [sure, setSure] = useState(false);
  const { id, status, opinions } = opened.sealed;
  const decide = (state: 'suspended' | 'corroborated', reason: string) =>
    run(async () => {
      await api.post(`/v1/cases/${id}/declaration`, { v: 1, state, reason });
      setSure(false);
      await reload();
    });
  const mayHold = status.declaration === 'candidate' || status.declaration === 'corroborated';
  const mayConfirm = ['candidate', 'suspended'].includes(status.declaration) && opinions.blocked > 0;
  return (
    <>
      {problem && <Notice kind="error">{problem}</Notice>}
      {mayConfirm && (
        <div>
          <p class="hint">{say(declaration['declaration.confirm.say'])}</p>
          <button
            type="button"
            data-act="confirm-declaration"
            aria-disabled={busy}
            onClick={() => decide('corroborated', 'platform-review')}
          >
            {say(declaration['declaration.confirm'])}
          </button>
        </div>
      )}
      {mayHold && (
        <div>
          <p class="hint">{say(declaration['declaration.hold.say'])}</p>
          {sure && (
            <Reason reasons={DECLARATION_REASONS.suspended} value={why} change={setWhy} act="hold-why" />
          )}
          <div class="row">
            <button
              type="button"
              class="bad"
              data-act={sure ? 'hold-declaration-yes' : 'hold-declaration'}
              aria-disabled={busy}
              onClick={() => (sure ? decide('suspended', why) : setSure(true))}
            >
              {say(declaration[sure ? 'declaration.sure' : 'declaration.hold'])}
            </button>
            {sure && (
              <button type="button" onClick={() => setSure(false)}>
                {say(entry['cancel'])}
              </button>
            )}
          </div>
        </div>
      )}
    </>
  );
}

function Reason(props: {
  reasons: readonly string[];
  value: string;
  change: (value: string) => void;
  act: string;
}) {
  const { say } = useWords();
  const words: Readonly<Record<string, { en: string; ur: string; reviewer: string | null }>> = declaration;
  return (
    <Choice
      label={say(declaration['declaration.reason'])}
      value={props.value}
      act={props.act}
      options={props.reasons.map((value) => {
        const line = words[`why.${value}`];
        return { value, label: line ? say(line) : value };
      })}
      change={props.change}
    />
  );
}
