import { regimes, words } from '@amaan/notice';
import { useState } from 'preact/hooks';
import type { NoticeShape } from '../../api/notices.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { Choice, Field } from '../../ui/field.tsx';

const ANSWERS = ['removed', 'decided', 'refused', 'needsMore'] as const;
const AWAY = ['sent', 'receipted', 'answered', 'asserted', 'expired'];

/** What a person can enter of a notice as it stands; what goes out by itself is entered by the server. */
function possible({ state, channel }: NoticeShape): { name: Name; body: object }[] {
  const carried = !['api', 'email'].includes(channel);
  const facts: { name: Name; body: object }[] = [];
  if ((state === 'approved' && carried) || state === 'uncertain')
    facts.push({ name: 'sent', body: { fact: 'sent' } });
  if (state === 'uncertain') facts.push({ name: 'notSent', body: { fact: 'notSent' } });
  if (AWAY.includes(state))
    facts.push(
      ...ANSWERS.map((answer) => ({
        name: `answered.${answer}` as const,
        body: { fact: 'answered', answer },
      })),
      { name: 'asked', body: { fact: 'asked', what: 'id-or-account' } },
      { name: 'incomplete', body: { fact: 'incomplete' } },
      { name: 'bounced', body: { fact: 'bounced' } },
    );
  if (!['observed', 'withdrawn'].includes(state))
    facts.push({ name: 'withdrawn', body: { fact: 'withdrawn' } });
  return facts;
}
type Name =
  | 'sent'
  | 'notSent'
  | `answered.${(typeof ANSWERS)[number]}`
  | 'asked'
  | 'incomplete'
  | 'bounced'
  | 'withdrawn';

/** Enters what happened outside. */
export function Facts({ notice, enter }: { notice: NoticeShape; enter: (body: object) => void }) {
  const { say } = useWords();
  const [fact, setFact] = useState('');
  const [part, setPart] = useState('');
  const [came, setCame] = useState('');
  const required = regimes().rows.get(notice.regimeVersion)?.elements ?? [];
  const element = required.find((each) => each === part) ?? required[0];
  // What the row does not ask for cannot be missing.
  const facts = possible(notice).filter(({ name }) => name !== 'incomplete' || element !== undefined);
  const chosen = facts.find(({ name }) => name === fact) ?? facts[0];
  if (!chosen) return null;
  const dated = chosen.name.startsWith('answered.');
  const body = {
    ...chosen.body,
    ...(chosen.name === 'incomplete' && { element }),
    ...(dated && came !== '' && { at: came }),
  };
  return (
    <div class="row">
      <Choice
        label={say(notices['fact'])}
        value={chosen.name as string}
        act="fact"
        inline
        options={facts.map(({ name }) => ({ value: name, label: say(notices[`fact.${name}`]) }))}
        change={setFact}
      />
      {chosen.name === 'incomplete' && element !== undefined && (
        <Choice
          label={say(notices['fact.incomplete.which'])}
          value={element}
          act="fact-element"
          inline
          options={required.map((value) => ({ value, label: words.elements[value] ?? value }))}
          change={setPart}
        />
      )}
      {dated && (
        <Field label={say(notices['fact.came'])} value={came} change={setCame} act="fact-came" type="date" />
      )}
      <button type="button" data-act="enter-fact" onClick={() => enter(body)}>
        {say(notices['fact.go'])}
      </button>
    </div>
  );
}
