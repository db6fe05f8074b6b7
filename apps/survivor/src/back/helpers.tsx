import type { Compartment } from '@amaan/custody';
import { formatMoment } from '@amaan/base';
import { useState } from 'preact/hooks';
import { receiptOfVisit } from '../case/session.ts';
import { shareWith, stopHelper } from '../case/rotate.ts';
import { isCaseKey } from '../strings/case.ts';
import { Check } from '../ui/field.tsx';
import { useCase } from './use-case.ts';
import { PartsBox } from '../ui/parts-box.tsx';
import { ReceiptCard } from '../ui/receipt-card.tsx';
import { Button } from '../ui/screen.tsx';
import type { PartProps } from './case.tsx';
import { Outcome } from './outcome.tsx';
import { useWork } from './use-work.ts';

/** What may be shared. The compartment for exhibits is empty until evidence can be taken in, so it is not offered. */
const PARTS = ['links', 'messages', 'story'] as const;

/** A helper's own code for some parts of the case, and taking it back. */
export function HelpersTab({ visit, refresh }: PartProps) {
  const { t, lang } = useCase();
  const work = useWork();
  const [wanted, setWanted] = useState<readonly Compartment[]>(['links']);
  const [code, setCode] = useState<string>();
  const helpers = visit.news?.helpers ?? [];
  const held = receiptOfVisit();
  const names = (parts: readonly Compartment[]) =>
    parts.map((part) => t(`helpers.${part}`)).join(lang === 'ur' ? '، ' : ', ');
  return (
    <>
      <p>{t('helpers.lead')}</p>
      <div class="checks">
        {PARTS.map((part) => (
          <Check
            key={part}
            act={`helper-${part}`}
            label={t(`helpers.${part}`)}
            checked={wanted.includes(part)}
            onChange={(on) => setWanted(on ? [...wanted, part] : wanted.filter((each) => each !== part))}
          />
        ))}
      </div>
      <div class="actions">
        <Button
          act="helper-make"
          kind="main"
          disabled={work.busy || wanted.length === 0}
          onClick={() =>
            work.run(async () => {
              const receipt = await shareWith(visit, wanted);
              setCode(receipt.written);
              await refresh();
            })
          }
        >
          {t('helpers.make')}
        </Button>
      </div>
      <Outcome work={work} />
      {code && (
        <section class="card">
          <p>{t('helpers.code')}</p>
          <ReceiptCard written={code} />
        </section>
      )}
      {held && <PartsBox receipt={held} />}
      <h2>{t('helpers.now')}</h2>
      {helpers.length === 0 && <p>{t('helpers.none')}</p>}
      <ul class="cards" data-helpers={helpers.length}>
        {helpers.map(({ id, compartments }, i) => (
          <li key={id} class="card">
            <p>{t('helpers.one', { n: i + 1, parts: names(compartments) })}</p>
            <Deeds visit={visit} helper={id} />
            <Button
              act="helper-stop"
              kind="danger"
              disabled={work.busy}
              onClick={() =>
                work.run(async () => {
                  await stopHelper(visit, id);
                  setCode(undefined);
                  await refresh();
                }, 'helpers.stopped')
              }
            >
              {t('helpers.stop')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a helper did, by day, from the record. */
function Deeds({ visit, helper }: { visit: PartProps['visit']; helper: string }) {
  const { t, lang } = useCase();
  const deeds = (visit.news?.events ?? []).flatMap(({ id, at, type, actor }) => {
    const key = `helpers.did.${type}`;
    return actor.id === helper && isCaseKey(key) ? [{ id, at, key }] : [];
  });
  if (deeds.length === 0) return <p class="small">{t('helpers.did.nothing')}</p>;
  return (
    <ul class="small" data-deeds={deeds.length}>
      {deeds.map(({ id, at, key }) => (
        <li key={id}>
          {formatMoment(lang, at)}: {t(key)}
        </li>
      ))}
    </ul>
  );
}
