import { useEffect, useState } from 'preact/hooks';
import { newId } from '../case/client.ts';
import { referralsOf, type ShownReferral } from '../case/referrals.ts';
import { act } from '../case/visit.ts';
import { useCase } from './use-case.ts';
import { Button } from '../ui/screen.tsx';
import type { PartProps } from './case.tsx';
import { Outcome } from './outcome.tsx';
import { useWork } from './use-work.ts';

/** What the helpline proposes: to whom she may be passed on, and exactly what they would be told. Hers to answer. */
export function Referrals({ visit, refresh }: PartProps) {
  const { t } = useCase();
  const work = useWork();
  const [shown, setShown] = useState<readonly ShownReferral[]>([]);
  useEffect(() => {
    let current = true;
    void referralsOf(visit).then((opened) => {
      if (current) setShown(opened);
    });
    return () => {
      current = false;
    };
  }, [visit]);
  const answer = (referral: string, word: 'yes' | 'no') =>
    work.run(async () => {
      await act(visit, { op: 'referral', id: newId(), referral, answer: word });
      await refresh();
    }, 'messages.sent');
  if (shown.length === 0) return null;
  return (
    <section>
      <h2>{t('referral.title')}</h2>
      <p>{t('referral.say')}</p>
      <Outcome work={work} />
      <ul class="cards">
        {shown.map(({ id, state, referral, signed }) => (
          <li key={id} class="card" data-referral={state}>
            {!signed && (
              <p class="error" role="alert">
                {t('referral.unsigned')}
              </p>
            )}
            {referral && (
              <>
                <h3 dir="auto">{referral.service}</h3>
                <p class="words" dir="auto">
                  {referral.why}
                </p>
                <p>{t('referral.told')}</p>
                <blockquote class="words" dir="auto">
                  {referral.told}
                </blockquote>
              </>
            )}
            {state !== 'proposed' && <p>{t(`referral.${state}`)}</p>}
            {signed && (
              <div class="actions">
                {(state === 'proposed' || state === 'declined') && (
                  <Button act="referral-yes" disabled={work.busy} onClick={() => answer(id, 'yes')}>
                    {t('referral.yes')}
                  </Button>
                )}
                {state === 'proposed' && (
                  <Button act="referral-no" disabled={work.busy} onClick={() => answer(id, 'no')}>
                    {t('referral.no')}
                  </Button>
                )}
                {(state === 'agreed' || state === 'made') && (
                  <Button act="referral-back" disabled={work.busy} onClick={() => answer(id, 'no')}>
                    {t('referral.back')}
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
