import { useState } from 'preact/hooks';
import { fetched } from '../steps/late-step.tsx';
import { usePage } from './page.tsx';

const PartsList = fetched(async () => (await import('./parts-list.tsx')).PartsList);

/** The receipt in three parts for people she trusts: any two open it, one alone opens nothing. */
export function PartsBox({ receipt }: { receipt: Uint8Array }) {
  const { t } = usePage();
  const [open, setOpen] = useState(false);
  return (
    <details class="pin" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary data-act="parts-open">{t('parts.ask')}</summary>
      {open && <PartsList receipt={receipt} />}
    </details>
  );
}
