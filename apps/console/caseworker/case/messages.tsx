import { useState } from 'preact/hooks';
import { newId } from '../../keys/random.ts';
import { cases } from '../../text/case.ts';
import { entry } from '../../text/entry.ts';
import { useWords } from '../../text/words.tsx';
import { Area, Choice, Notice } from '../../ui/field.tsx';
import { useLacks } from '../../ui/lacks.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import type { OpenedCase, ShownMessage } from './open-case.ts';
import { sendMessage } from './send-message.ts';

const LONGEST = 20_000;

/** Messages both ways, and the answer: signed and sealed here, so that the server carries what it cannot read. */
export function Messages({ opened, reload }: { opened: OpenedCase; reload: () => Promise<void> }) {
  const { say } = useWords();
  const desk = useDesk();
  const [text, setText] = useState('');
  const [id, setId] = useState(newId);
  const [sent, setSent] = useState(false);
  const { run, busy, problem } = useWork();
  const { sealed } = opened;
  const lacks = useLacks({ text: text.trim() === '' && cases['messages.lack'] });
  const send = () =>
    lacks.complete() &&
    run(async () => {
      await sendMessage(desk, opened, id, text.trim());
      setId(newId());
      setText('');
      setSent(true);
      await reload();
    });
  return (
    <section class="card" data-view="messages">
      <h2>{say(cases['messages.title'])}</h2>
      {opened.messages.length === 0 && <p class="quiet">{say(cases['messages.none'])}</p>}
      {opened.messages.map((each) => (
        <One key={each.item.id} shown={each} opened={opened} reload={reload} />
      ))}
      {sealed.status.phase !== 'erased' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <Area
            label={say(cases['messages.write'])}
            hint={say(cases['messages.hint'])}
            value={text}
            change={(value) => {
              setText(value);
              setSent(false);
            }}
            act="answer"
            max={LONGEST}
            lack={lacks.of('text')}
            send={send}
          />
          {problem && <Notice kind="error">{problem}</Notice>}
          {sent && <Notice kind="good">{say(cases['messages.sent'])}</Notice>}
          <button type="submit" class="main" data-act="send-answer" aria-disabled={busy}>
            {say(busy ? entry['working'] : cases['messages.send'])}
          </button>
        </form>
      )}
    </section>
  );
}

const KINDS = ['none', 'insult', 'threat', 'sexual'] as const;

interface OneProps {
  readonly shown: ShownMessage;
  readonly opened: OpenedCase;
  readonly reload: () => Promise<void>;
}

function One({ shown, opened, reload }: OneProps) {
  const { item, message, holds } = shown;
  const { say, when } = useWords();
  const { people } = useDesk();
  const staff = message?.from === 'staff' ? people.find((each) => each.id === message.staff) : undefined;
  const kind = opened.sealed.status.hidden?.[item.id] ?? 'none';
  const text = (
    <pre class="text" dir="auto">
      {message?.text ?? say(cases['messages.unreadable'])}
    </pre>
  );
  return (
    <article class={`message ${item.from}`} data-from={item.from} data-hidden={kind}>
      <header>
        {say(cases[`messages.from.${item.from}`])}
        {staff && ` (${staff.name})`} · {when(item.at)}
        {message && !holds && (
          <>
            {' '}
            <span class="badge bad">
              {say(cases[message.from === 'staff' ? 'messages.unsigned' : 'story.unsure'])}
            </span>
          </>
        )}
      </header>
      {kind === 'none' ? (
        text
      ) : (
        <details>
          <summary data-act="show-hidden">{say(cases[`messages.hidden.${kind}`])}</summary>
          {text}
        </details>
      )}
      {item.from !== 'staff' && <Hide item={item.id} kind={kind} opened={opened} reload={reload} />}
    </article>
  );
}

/** Abuse is put away by its kind, so that nobody of the staff reads it twice without wanting to. */
function Hide(props: { item: string; kind: (typeof KINDS)[number] } & Omit<OneProps, 'shown'>) {
  const { item, kind, opened, reload } = props;
  const { say } = useWords();
  const { api } = useDesk();
  const { run, problem } = useWork();
  const hide = (next: (typeof KINDS)[number]) =>
    run(async () => {
      await api.post(`/v1/cases/${opened.sealed.id}/messages/${item}/hide`, { v: 1, kind: next });
      await reload();
    });
  return (
    <details class="hide" data-view="hide-message">
      <summary data-act="hide-message">{say(cases['messages.hide'])}</summary>
      {problem && <Notice kind="error">{problem}</Notice>}
      <p class="hint">{say(cases['messages.hide.say'])}</p>
      <Choice
        label={say(cases['messages.hide'])}
        value={kind}
        act="hide-kind"
        inline
        options={KINDS.map((value) => ({ value, label: say(cases[`messages.hide.${value}`]) }))}
        change={hide}
      />
    </details>
  );
}
