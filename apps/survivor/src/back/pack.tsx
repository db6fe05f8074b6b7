import type { Paper } from '@amaan/notice';
import { useState } from 'preact/hooks';
import { packOf, type Typed } from '../case/pack.ts';
import { Field } from '../ui/field.tsx';
import { Button } from '../ui/screen.tsx';
import type { PartProps } from './case.tsx';
import { Outcome } from './outcome.tsx';
import { PaperView } from './paper.tsx';
import { useCase } from './use-case.ts';
import { useWork } from './use-work.ts';

const EMPTY = { name: '', cnic: '', originals: '' };

/** The paper for an officer, made on her device. Name and number stay in this component: nothing sends or keeps them. */
export function Pack({ visit }: PartProps) {
  const { t } = useCase();
  const work = useWork();
  const [make, setMake] = useState<{ paper: (typed: Typed) => Paper }>();
  const [typed, setTyped] = useState(EMPTY);
  const set = (some: Partial<typeof EMPTY>) => setTyped({ ...typed, ...some });
  const start = () => work.run(async () => setMake({ paper: await packOf(visit) }));
  const originals = typed.originals.split('\n').filter((line) => line.trim() !== '');
  return (
    <section data-pack={make ? 'made' : 'none'}>
      <h2>{t('pack.title')}</h2>
      <p>{t('pack.say')}</p>
      {!make && (
        <Button act="pack-make" disabled={work.busy} onClick={start}>
          {t('pack.make')}
        </Button>
      )}
      <Outcome work={work} />
      {make && (
        <>
          <Field
            id="originals"
            label={t('pack.originals')}
            hint={t('pack.originals.say')}
            value={typed.originals}
            onInput={(value) => set({ originals: value })}
            rows={2}
            max={600}
          />
          <Field
            id="print-name"
            label={t('pack.name')}
            hint={t('pack.typed')}
            value={typed.name}
            onInput={(name) => set({ name })}
            max={80}
          />
          <Field
            id="print-number"
            label={t('pack.cnic')}
            value={typed.cnic}
            onInput={(cnic) => set({ cnic })}
            code
            max={15}
          />
          <PaperView paper={make.paper({ name: typed.name, cnic: typed.cnic, originals })} />
          <p class="small">{t('pack.printed')}</p>
          <div class="actions">
            <Button act="pack-print" kind="main" onClick={() => window.print()}>
              {t('pack.print')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
