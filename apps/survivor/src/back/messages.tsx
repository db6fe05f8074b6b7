import { formatMoment } from '@amaan/base';
import { useEffect, useState } from 'preact/hooks';
import { add, messagesOf, type ShownMessage } from '../case/visit.ts';
import { Despair } from '../ui/despair-note.tsx';
import { Field } from '../ui/field.tsx';
import { useCase } from './use-case.ts';
import { Button } from '../ui/screen.tsx';
import type { PartProps } from './case.tsx';
import { Outcome } from './outcome.tsx';
import { useWork } from './use-work.ts';

const WHO = {
  survivor: 'messages.you',
  helper: 'messages.helper',
  staff: 'messages.staff',
  mail: 'messages.mail',
} as const;

/** Messages both ways; a caseworker's shows whether its signature holds. */
export function MessagesTab({ visit, refresh }: PartProps) {
  const { t, lang } = useCase();
  const [messages, setMessages] = useState<ShownMessage[]>();
  const [text, setText] = useState('');
  const work = useWork();
  useEffect(() => {
    let current = true;
    void messagesOf(visit).then((opened) => {
      if (current) setMessages(opened);
    });
    return () => {
      current = false;
    };
  }, [visit]);
  const send = () =>
    work.run(async () => {
      await add(visit, { kind: 'message', text: text.trim() });
      setText('');
      await refresh();
    }, 'messages.sent');
  return (
    <>
      {messages?.length === 0 && <p>{t('messages.none')}</p>}
      <ol class="messages" data-messages={messages?.length ?? 'opening'}>
        {messages?.map(({ id, at, from, text: words, signed }) => (
          <li key={id} data-message={from} class={from === 'staff' ? 'theirs' : 'hers'}>
            <p class="small">
              {t(WHO[from])} · <time dateTime={at}>{formatMoment(lang, at)}</time>
              {signed === true && <> · ✓ {t('messages.signed')}</>}
            </p>
            {signed === false && (
              <p class="error" role="alert">
                {t('messages.unsigned')}
              </p>
            )}
            <p dir="auto" class="words">
              {words ?? t('messages.shut')}
            </p>
          </li>
        ))}
      </ol>
      <Field id="message" label={t('messages.write')} value={text} onInput={setText} rows={4} max={20_000} />
      <Despair text={text} />
      <div class="actions">
        <Button act="message-send" kind="main" disabled={work.busy || text.trim() === ''} onClick={send}>
          {t('messages.send')}
        </Button>
      </div>
      <Outcome work={work} />
    </>
  );
}
