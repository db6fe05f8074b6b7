import { useMemo, useState } from 'preact/hooks';
import { makingReceipt, wordsOf } from '../case/making.ts';
import { usePage } from '../ui/page.tsx';
import { PinBox, readPin } from '../ui/pin-box.tsx';
import { PartsBox } from '../ui/parts-box.tsx';
import { ReceiptCard } from '../ui/receipt-card.tsx';
import { Actions, Screen } from '../ui/screen.tsx';

/** The receipt, made here; the optional PIN; the check words. */
export function ReceiptStep() {
  const { t, lang, state, dispatch } = usePage();
  const receipt = useMemo(makingReceipt, []);
  const [pin, setPin] = useState({ first: state.pin, second: state.pin });
  const [tried, setTried] = useState(false);
  const read = readPin(pin);
  const words = useMemo(
    () => ('pin' in read ? wordsOf(receipt, read.pin) : undefined),
    ['pin' in read ? read.pin : undefined],
  );
  const next = () => {
    setTried(true);
    if (!('pin' in read)) return;
    dispatch({ type: 'pin', pin: read.pin });
    dispatch({ type: 'go', step: 'typeback' });
  };
  return (
    <Screen step="receipt" title={t('receipt.title')} lead={t('receipt.lead')}>
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
