import { say } from '@amaan/base';
import { joinReceipt, parseReceipt, ReceiptError, receiptKeys } from '@amaan/custody';
import { useState } from 'preact/hooks';
import { rememberKeys } from '../case/session.ts';
import { RETURN_STRINGS, type ReturnKey } from '../strings/return.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Check, Field } from '../ui/field.tsx';
import { usePage } from '../ui/page.tsx';
import { Actions, Screen } from '../ui/screen.tsx';

const FAULTS: Readonly<Record<string, ReturnKey>> = {
  'receipt.length': 'return.receipt.length',
  'receipt.symbol': 'return.receipt.symbol',
  'receipt.part': 'return.receipt.part',
  'receipt.check': 'return.receipt.check',
};

/** What is mistyped: in the receipt, or else in the PIN. */
function faultOf(error: unknown): ReturnKey {
  if (!(error instanceof ReceiptError)) return 'return.receipt.check';
  return FAULTS[error.code] ?? 'receipt.pin.form';
}

/** Coming back: the receipt, masked, and the PIN. */
export function ReturnStep() {
  const { lang, dispatch } = usePage();
  const t = (key: ReturnKey) => say(lang, RETURN_STRINGS[key]);
  const [typed, setTyped] = useState('');
  const [pin, setPin] = useState('');
  const [shown, setShown] = useState(false);
  const [parts, setParts] = useState({ one: '', other: '' });
  const [trouble, setTrouble] = useState<ReturnKey>();
  const [tried, setTried] = useState(0);
  const inParts = typed.trim() === '' && parts.one.trim() !== '';
  const open = () => {
    try {
      const receipt = inParts ? joinReceipt(parts.one, parts.other) : parseReceipt(typed);
      rememberKeys(receiptKeys(receipt, pin), receipt);
    } catch (error) {
      setTrouble(faultOf(error));
      setTried(tried + 1);
      return;
    }
    dispatch({ type: 'go', step: 'case' });
  };
  const field = trouble === 'receipt.pin.form' ? 'pin' : inParts ? 'part-one' : 'receipt';
  return (
    <Screen step="return" title={t('return.title')} lead={t('return.lead')}>
      <ErrorSummary faults={trouble ? [{ field, say: t(trouble) }] : []} tried={tried} />
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
