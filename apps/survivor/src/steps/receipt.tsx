import { useMemo, useState } from 'preact/hooks';
import { makingReceipt, wordsOf } from '../case/making.ts';
import { usePage } from '../ui/page.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { PIN_FAULTS, PinBox, readPin } from '../ui/pin-box.tsx';
import { PartsBox } from '../ui/parts-box.tsx';
import { ReceiptCard } from '../ui/receipt-card.tsx';
import { Actions, Screen } from '../ui/screen.tsx';

/** The receipt, made here; the optional PIN; the check words. */
export function ReceiptStep() {
  const { t, lang, state, dispatch } = usePage();
  const receipt = useMemo(makingReceipt, []);
  const [pin, setPin] = useState({ first: state.pin, second: state.pin });
  const [tried, setTried] = useState(0);
  const read = readPin(pin);
  const words = useMemo(
    () => ('pin' in read ? wordsOf(receipt, read.pin) : undefined),
    ['pin' in read ? read.pin : undefined],
  );
  const next = () => {
    setTried(tried + 1);
    if (!('pin' in read)) return;
    dispatch({ type: 'pin', pin: read.pin });
    dispatch({ type: 'go', step: 'typeback' });
  };
  const faults = 'error' in read ? [PIN_FAULTS[read.error]] : [];
  return (
    <Screen step="receipt" title={t('receipt.title')} lead={t('receipt.lead')}>
      <ErrorSummary faults={faults.map(({ field, key }) => ({ field, say: t(key) }))} tried={tried} />
      <ReceiptCard written={receipt.written} />
      <p class="small">{t('receipt.keep')}</p>
      <PinBox value={pin} onChange={setPin} tried={tried} />
      <PartsBox receipt={receipt.bytes} />
      {words && (
        <section class="card" data-words={words.en}>
          <h2>{t('receipt.words')}</h2>
          <p class="check-words">{words[lang]}</p>
          <p class="small">{t('receipt.words.say')}</p>
        </section>
      )}
      <Actions next={next} act="receipt-kept" label={t('receipt.saved')} />
    </Screen>
  );
}
