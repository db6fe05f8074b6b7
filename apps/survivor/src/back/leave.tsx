import { useEffect, useMemo, useState } from 'preact/hooks';
import { newId } from '../case/client.ts';
import { exportCase } from '../case/export.ts';
import { newReceipt, typedBack, wordsOf } from '../case/making.ts';
import { replaceReceipt } from '../case/rotate.ts';
import { rememberKeys } from '../case/session.ts';
import { act } from '../case/visit.ts';
import { Field } from '../ui/field.tsx';
import { useCase } from './use-case.ts';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { PIN_FAULTS, PinBox, readPin } from '../ui/pin-box.tsx';
import { PartsBox } from '../ui/parts-box.tsx';
import { ReceiptCard } from '../ui/receipt-card.tsx';
import { Button } from '../ui/screen.tsx';
import type { PartProps } from './case.tsx';
import { HeldByOthers } from './held.tsx';
import { Outcome } from './outcome.tsx';
import { useWork } from './use-work.ts';

const KEEP_DAYS = 365;

/** Taking everything along, a new receipt, keeping longer, deleting: without reasons, at any time. */
export function LeaveTab(props: PartProps) {
  return (
    <>
      <ExportCard {...props} />
      <ReplaceCard {...props} />
      <KeepCard {...props} />
      <EraseCard {...props} />
    </>
  );
}

function ExportCard({ visit }: PartProps) {
  const { t } = useCase();
  const work = useWork();
  const [url, setUrl] = useState<string>();
  useEffect(() => () => (url ? URL.revokeObjectURL(url) : undefined), [url]);
  const make = () =>
    work.run(async () => {
      const text = await exportCase(visit);
      setUrl(URL.createObjectURL(new Blob([text], { type: 'application/json' })));
    });
  return (
    <section class="card">
      <h2>{t('leave.export')}</h2>
      <p class="small">{t('leave.export.say')}</p>
      {url ? (
        // A neutral name: the list of downloads is one of the places that others look at.
        <a class="button main" href={url} download="notes.json" data-act="export-save">
          {t('leave.export.save')}
        </a>
      ) : (
        <Button act="export" disabled={work.busy} onClick={make}>
          {t('leave.export.act')}
        </Button>
      )}
      <Outcome work={work} />
    </section>
  );
}

function ReplaceCard({ visit, reopen }: PartProps) {
  const { t, lang } = useCase();
  const work = useWork();
  const [open, setOpen] = useState(false);
  const [pin, setPin] = useState({ first: '', second: '' });
  const [typed, setTyped] = useState('');
  const [tried, setTried] = useState(0);
  const receipt = useMemo(newReceipt, [open]);
  const read = readPin(pin);
  const right = typedBack(receipt, typed);
  const n = receipt.group + 1;
  const replace = () => {
    setTried(tried + 1);
    if (!right || !('pin' in read)) return;
    work.run(async () => {
      // From here on everything is asked with the new keys.
      rememberKeys(await replaceReceipt(visit, receipt, read.pin), receipt.bytes);
      reopen();
    }, 'leave.replaced');
  };
  const faults = [
    ...('error' in read ? [PIN_FAULTS[read.error]].map(({ field, key }) => ({ field, say: t(key) })) : []),
    ...(right ? [] : [{ field: 'new-group', say: t('typeback.wrong', { n }) }]),
  ];
  return (
    <section class="card">
      <h2>{t('leave.replace')}</h2>
      <p class="small">{t('leave.replace.say')}</p>
      {!open && (
        <Button act="replace" onClick={() => setOpen(true)}>
          {t('leave.replace.act')}
        </Button>
      )}
      {open && (
        <>
          <ErrorSummary faults={faults} tried={tried} />
          <ReceiptCard written={receipt.written} />
          <PinBox value={pin} onChange={setPin} tried={tried} />
          <PartsBox receipt={receipt.bytes} />
          {'pin' in read && <p class="check-words">{wordsOf(receipt, read.pin)[lang]}</p>}
          <Field
            id="new-group"
            label={t('typeback.title', { n })}
            value={typed}
            onInput={setTyped}
            error={tried > 0 && !right ? t('typeback.wrong', { n }) : undefined}
            code
            max={12}
          />
          <Button act="replace-use" kind="main" disabled={work.busy} onClick={replace}>
            {t('leave.replace.use')}
          </Button>
        </>
      )}
      <Outcome work={work} />
    </section>
  );
}

function KeepCard({ visit, refresh }: PartProps) {
  const { t } = useCase();
  const work = useWork();
  const until = new Date(Date.parse(visit.today) + KEEP_DAYS * 86_400_000).toISOString().slice(0, 10);
  return (
    <section class="card">
      <h2>{t('leave.keep')}</h2>
      <p class="small">{t('leave.keep.say')}</p>
      <Button
        act="keep"
        disabled={work.busy}
        onClick={() =>
          work.run(async () => {
            await act(visit, { op: 'keep', id: newId(), until });
            await refresh();
          }, 'messages.sent')
        }
      >
        {t('leave.keep.act')}
      </Button>
      <Outcome work={work} />
    </section>
  );
}

function EraseCard({ visit }: PartProps) {
  const { t, dispatch } = useCase();
  const work = useWork();
  const [sure, setSure] = useState(false);
  const erase = () =>
    work.run(async () => {
      await act(visit, { op: 'erase', id: newId() });
      rememberKeys(undefined);
      setTimeout(() => dispatch({ type: 'forget' }), 3000);
    }, 'leave.erased');
  return (
    <section class="card">
      <h2>{t('leave.erase')}</h2>
      <p class="small">{t('leave.erase.say')}</p>
      <HeldByOthers visit={visit} />
      {sure ? (
        <Button act="erase-yes" kind="danger" disabled={work.busy} onClick={erase}>
          {t('leave.erase.act')}
        </Button>
      ) : (
        <Button act="erase" kind="danger" onClick={() => setSure(true)}>
          {t('leave.erase')}
        </Button>
      )}
      <Outcome work={work} />
    </section>
  );
}
