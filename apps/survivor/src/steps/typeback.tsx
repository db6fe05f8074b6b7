import { useEffect, useState } from 'preact/hooks';
import { meetServer } from '../case/client.ts';
import { makingReceipt, typedBack } from '../case/making.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Field } from '../ui/field.tsx';
import { usePage } from '../ui/page.tsx';
import { Button, Screen } from '../ui/screen.tsx';

/** One group typed back: the last thing before anything is sent. */
export function TypebackStep() {
  const { t, dispatch } = usePage();
  const receipt = makingReceipt();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(0);
  const [recovery, setRecovery] = useState(false);
  useEffect(() => {
    // She is told before anything is sent; if the server is not reached, sending says so.
    meetServer().then(
      ({ directory }) => setRecovery(Boolean(directory.recovery)),
      () => undefined,
    );
  }, []);
  const n = receipt.group + 1;
  const next = () => {
    const right = typedBack(receipt, typed);
    setWrong(right ? 0 : wrong + 1);
    if (right) dispatch({ type: 'go', step: 'sending' });
  };
  return (
    <Screen
      step="typeback"
      part={String(n)}
      title={t('typeback.title', { n })}
      lead={t('typeback.lead', { n })}
    >
      <ErrorSummary faults={[{ field: 'group', say: t('typeback.wrong', { n }) }]} tried={wrong} />
      <Field
        id="group"
        label={t('typeback.label')}
        value={typed}
        onInput={setTyped}
        error={wrong > 0 ? t('typeback.wrong', { n }) : undefined}
        code
        max={12}
      />
      {recovery && <p class="note">{t('receipt.recovery')}</p>}
      <div class="actions">
        <Button act="send" kind="main" onClick={next}>
          {t('typeback.send')}
        </Button>
        <Button act="back" onClick={() => dispatch({ type: 'back' })}>
          {t('typeback.look')}
        </Button>
      </div>
    </Screen>
  );
}
