import { useEffect, useState } from 'preact/hooks';
import { forgetReceipt, makingReceipt, type Sending, sendCase } from '../case/making.ts';
import { rememberKeys } from '../case/session.ts';
import type { Key } from '../strings/index.ts';
import { Forget } from '../ui/bar.tsx';
import { HelpLines } from '../ui/help-lines.tsx';
import { usePage } from '../ui/page.tsx';
import { Button, Screen } from '../ui/screen.tsx';
import { troubleOf } from '../ui/trouble.ts';

/** The puzzle, the seal, the sending. */
export function SendingStep() {
  const { t, state, dispatch } = usePage();
  const [sending, setSending] = useState<Sending>({ stage: 'work', done: 0 });
  const [trouble, setTrouble] = useState<Key>();
  const send = () => {
    setTrouble(undefined);
    setSending({ stage: 'work', done: 0 });
    sendCase(state, makingReceipt(), setSending).then(
      (keys) => {
        rememberKeys(keys, makingReceipt().bytes);
        forgetReceipt();
        dispatch({ type: 'sent' });
      },
      (error: unknown) => setTrouble(troubleOf(error, 'sending.failed')),
    );
  };
  useEffect(send, []);
  return (
    <Screen step="sending" title={t(trouble ? 'sending.not' : 'sending.title')}>
      {trouble ? (
        <>
          <p role="alert" class="error" data-trouble={trouble}>
            {t(trouble)}
          </p>
          <div class="actions">
            <Button act="retry" kind="main" onClick={send}>
              {t('app.retry')}
            </Button>
          </div>
          <Forget />
          {/* The sentence may name the help lines: they stand here then, also where she had switched them off. */}
          <HelpLines always />
        </>
      ) : (
        <>
          <p role="status">{sending.stage === 'work' ? t('sending.work') : t('sending.seal')}</p>
          <progress
            class="wide"
            max={1}
            value={sending.stage === 'work' ? sending.done * 0.9 : 0.95}
            aria-label={t('sending.title')}
          />
        </>
      )}
    </Screen>
  );
}
