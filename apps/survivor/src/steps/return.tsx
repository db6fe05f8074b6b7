import { parseReceipt, receiptKeys } from '@amaan/custody';
import { useState } from 'preact/hooks';
import { rememberKeys } from '../case/session.ts';
import type { Key } from '../strings/index.ts';
import { Check, Field } from '../ui/field.tsx';
import { usePage } from '../ui/page.tsx';
import { Actions, Screen } from '../ui/screen.tsx';
import { troubleOf } from '../ui/trouble.ts';

/** Coming back: the receipt, masked, and the PIN. */
export function ReturnStep() {
  const { t, dispatch } = usePage();
  const [typed, setTyped] = useState('');
  const [pin, setPin] = useState('');
  const [shown, setShown] = useState(false);
  const [trouble, setTrouble] = useState<Key>();
  const open = () => {
    try {
      rememberKeys(receiptKeys(parseReceipt(typed), pin));
    } catch (error) {
      setTrouble(troubleOf(error, 'return.receipt.check'));
      return;
    }
    dispatch({ type: 'go', step: 'case' });
  };
  return (
    <Screen step="return" title={t('return.title')} lead={t('return.lead')}>
      <Field
        id="receipt"
        label={t('return.code')}
        value={typed}
        onInput={setTyped}
        error={trouble && trouble !== 'receipt.pin.form' ? t(trouble) : undefined}
        masked={!shown}
        code
        max={80}
      />
      <Field
        id="pin"
        label={t('return.pin')}
        value={pin}
        onInput={setPin}
        error={trouble === 'receipt.pin.form' ? t(trouble) : undefined}
        masked={!shown}
        code
        numeric
        max={20}
      />
      <Check act="show-typed" label={t('return.show')} checked={shown} onChange={setShown} />
      <Actions next={open} act="open" label={t('return.open')} />
      <p class="small">{t('return.lost')}</p>
    </Screen>
  );
}
