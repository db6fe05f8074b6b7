import { joinReceipt, parseReceipt, receiptKeys } from '@amaan/custody';
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
  const [parts, setParts] = useState({ one: '', other: '' });
  const [trouble, setTrouble] = useState<Key>();
  const inParts = typed.trim() === '' && parts.one.trim() !== '';
  const open = () => {
    try {
      const receipt = inParts ? joinReceipt(parts.one, parts.other) : parseReceipt(typed);
      rememberKeys(receiptKeys(receipt, pin), receipt);
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
        error={trouble && trouble !== 'receipt.pin.form' && !inParts ? t(trouble) : undefined}
        masked={!shown}
        code
        max={80}
      />
      <details>
        <summary data-act="parts-open">{t('return.parts')}</summary>
        <p class="small">{t('return.parts.say')}</p>
        {(['one', 'other'] as const).map((which) => (
          <Field
            key={which}
            id={`part-${which}`}
            label={t(`return.parts.${which}`)}
            value={parts[which]}
            onInput={(part) => setParts({ ...parts, [which]: part })}
            error={trouble && trouble !== 'receipt.pin.form' && inParts ? t(trouble) : undefined}
            masked={!shown}
            code
            max={80}
          />
        ))}
      </details>
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
