import { useState } from 'preact/hooks';
import { newId } from '../../keys/random.ts';
import { cases } from '../../text/case.ts';
import { entry } from '../../text/entry.ts';
import { useWords } from '../../text/words.tsx';
import { Notice } from '../../ui/field.tsx';
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
  const send = () =>
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
        <One key={each.item.id} shown={each} />
      ))}
      {sealed.status.phase !== 'erased' && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <p class="field">
            <label for="answer">{say(cases['messages.write'])}</label>
            <textarea
              id="answer"
              data-act="answer"
              dir="auto"
              required
              maxLength={LONGEST}
              value={text}
              aria-describedby="answer-hint"
              onInput={(event) => {
                setText(event.currentTarget.value);
                setSent(false);
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send();
              }}
            />
            <span class="hint" id="answer-hint">
              {say(cases['messages.hint'])}
            </span>
          </p>
          {problem && <Notice kind="error">{problem}</Notice>}
          {sent && <Notice kind="good">{say(cases['messages.sent'])}</Notice>}
          <button type="submit" class="main" data-act="send-answer" disabled={busy || text.trim() === ''}>
            {say(busy ? entry['working'] : cases['messages.send'])}
          </button>
        </form>
      )}
    </section>
  );
}

function One({ shown: { item, message, holds } }: { shown: ShownMessage }) {
  const { say, when } = useWords();
  const { people } = useDesk();
  const staff = message?.from === 'staff' ? people.find((each) => each.id === message.staff) : undefined;
  return (
    <article class={`message ${item.from}`} data-from={item.from}>
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
      <pre class="text" dir="auto">
        {message?.text ?? say(cases['messages.unreadable'])}
      </pre>
    </article>
  );
}
