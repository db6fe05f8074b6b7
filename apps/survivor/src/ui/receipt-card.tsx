import { useState } from 'preact/hooks';
import { usePage } from './page.tsx';
import { Button } from './screen.tsx';
import { hush, speak } from './speak.ts';

/** A receipt: to copy, to print, to hear letter by letter. Shaped like a product key, and nothing says what for. */
export function ReceiptCard({ written, part }: { written: string; part?: { n: number; label: string } }) {
  const { t } = usePage();
  const [copied, setCopied] = useState(false);
  const [reading, setReading] = useState<'no' | 'yes' | 'silent'>('no');
  const label = `receipt-label-${part?.n ?? 0}`;
  const groups = written.split('-');
  const aloud = () => {
    if (reading === 'yes') {
      hush();
      setReading('no');
      return;
    }
    const letters = groups.map((group) => group.split('').join(', '));
    // The letters are Latin: an English voice reads them in both languages.
    setReading(speak('en', letters.join('. ')) ? 'yes' : 'silent');
  };
  return (
    <div class="receipt">
      <p class="small" id={label}>
        {part?.label ?? t('receipt.code')}
      </p>
      <p
        class="receipt-code printed"
        dir="ltr"
        translate={false}
        {...(part ? { 'data-receipt-part': written } : { 'data-receipt': written })}
        aria-labelledby={label}
      >
        {groups.map((group, i) => (
          <span key={group}>
            {group}
            {i < groups.length - 1 && <span class="dash">-</span>}
          </span>
        ))}
      </p>
      <div class="row">
        <Button
          act="copy"
          onClick={() => {
            navigator.clipboard.writeText(written).then(
              () => setCopied(true),
              () => setCopied(false),
            );
          }}
        >
          {copied ? t('receipt.copied') : t('receipt.copy')}
        </Button>
        <Button act="print" onClick={() => window.print()}>
          {t('receipt.print')}
        </Button>
        <Button act="aloud" onClick={aloud}>
          {reading === 'yes' ? t('receipt.read.stop') : t('receipt.read')}
        </Button>
      </div>
      {/* A button that changes its own words is not read out: what happened is said here. */}
      <p role="status" class="unheard">
        {copied && t('receipt.copied')}
      </p>
      {reading === 'silent' && <p role="status">{t('receipt.read.none')}</p>}
    </div>
  );
}
