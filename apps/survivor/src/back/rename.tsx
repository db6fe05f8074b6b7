import type { Link } from '@amaan/custody';
import { useState } from 'preact/hooks';
import { add, type Visit } from '../case/visit.ts';
import { KindChoice } from '../ui/kind-choice.tsx';
import { Button } from '../ui/screen.tsx';
import { Outcome } from './outcome.tsx';
import { useCase } from './use-case.ts';
import { useWork } from './use-work.ts';

/** Her own name for a link, and what it is, changed later: given again, sealed, the newest counts. */
export function Rename({ visit, link, onDone }: { visit: Visit; link: Link; onDone: () => void }) {
  const { t } = useCase();
  const [open, setOpen] = useState(false);
  const [note, setNote] = useState(link.note ?? '');
  const [kind, setKind] = useState(link.kind);
  const work = useWork();
  const save = () =>
    work.run(async () => {
      await add(visit, { kind: 'links', links: [{ ...link, kind, note: note.trim() }], fresh: 0 });
      setOpen(false);
      onDone();
    }, 'rows.saved');
  return (
    <>
      {!open && (
        <Button act="link-change" onClick={() => setOpen(true)}>
          {t('rows.change')}
        </Button>
      )}
      {open && (
        <div class="row">
          <input
            type="text"
            data-act="link-note"
            aria-label={`${t('places.note')} ${link.url}`}
            placeholder={t('places.note')}
            value={note}
            maxLength={200}
            autocomplete="off"
            dir="auto"
            onInput={(event) => setNote(event.currentTarget.value)}
          />
          <KindChoice label={`${t('places.kind')} ${link.url}`} value={kind} onChoose={setKind} />
          <Button act="link-save" disabled={work.busy} onClick={save}>
            {t('rows.save')}
          </Button>
        </div>
      )}
      <Outcome work={work} />
    </>
  );
}
