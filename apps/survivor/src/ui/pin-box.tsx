import { useEffect, useState } from 'preact/hooks';
import { normalisePin } from '@amaan/custody';
import { Field } from './field.tsx';
import { usePage } from './page.tsx';

/** A PIN typed twice. */
export interface Pin {
  readonly first: string;
  readonly second: string;
}

/** What is not right about a PIN, and at which of the two fields. */
export const PIN_FAULTS = {
  form: { field: 'pin', key: 'receipt.pin.form' },
  differ: { field: 'pin-again', key: 'receipt.pin.differ' },
} as const;

/** What is wrong with a PIN, or its digits; empty when there is none. */
export function readPin({ first, second }: Pin): { pin: string } | { error: 'form' | 'differ' } {
  try {
    const pin = normalisePin(first);
    return pin === normalisePin(second) ? { pin } : { error: 'differ' };
  } catch {
    return { error: 'form' };
  }
}

interface PinBoxProps {
  value: Pin;
  onChange: (pin: Pin) => void;
  /** How often she wanted to go on: only then it is said what is not right. */
  tried: number;
}

/** The optional PIN, typed twice; Urdu and Latin digits are the same. */
export function PinBox({ value, onChange, tried }: PinBoxProps) {
  const { t } = usePage();
  const [open, setOpen] = useState(value.first !== '');
  const read = readPin(value);
  const error = tried > 0 && 'error' in read ? read.error : undefined;
  // What is not right must not stand in a closed box, where nobody sees it.
  useEffect(() => {
    if (error) setOpen(true);
  }, [tried]);
  return (
    <details class="pin" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary data-act="pin-open">{t('receipt.pin.ask')}</summary>
      <p class="small">{t('receipt.pin.say')}</p>
      <Field
        id="pin"
        label={t('receipt.pin')}
        value={value.first}
        onInput={(first) => onChange({ ...value, first })}
        error={error === 'form' ? t('receipt.pin.form') : undefined}
        masked
        code
        numeric
        max={20}
      />
      <Field
        id="pin-again"
        label={t('receipt.pin.again')}
        value={value.second}
        onInput={(second) => onChange({ ...value, second })}
        error={error === 'differ' ? t('receipt.pin.differ') : undefined}
        masked
        code
        numeric
        max={20}
      />
    </details>
  );
}
