import { splitReceipt } from '@amaan/custody';
import { useMemo, useState } from 'preact/hooks';
import { random } from '../case/client.ts';
import { usePage } from './page.tsx';
import { ReceiptCard } from './receipt-card.tsx';

/** The receipt in three parts for people she trusts: any two open it, one alone opens nothing. */
export function PartsBox({ receipt }: { receipt: Uint8Array }) {
  const { t } = usePage();
  const [open, setOpen] = useState(false);
  const parts = useMemo(() => (open ? splitReceipt(receipt, random) : []), [receipt, open]);
  return (
    <details class="pin" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary data-act="parts-open">{t('parts.ask')}</summary>
      <p class="small">{t('parts.say')}</p>
      {parts.map((written, i) => (
        <ReceiptCard key={written} written={written} part={i + 1} />
      ))}
    </details>
  );
}
