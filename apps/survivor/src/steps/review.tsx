import { asksForPerson, marksUnsexual } from '../case/cues.ts';
import { pending, settled } from '../state/ages.ts';
import { HerAnswers } from '../ui/her-answers.tsx';
import { usePage } from '../ui/page.tsx';
import { Actions, Button, Screen } from '../ui/screen.tsx';

/** Exactly what will be sent, and who can read which part. */
export function ReviewStep() {
  const { t, state, dispatch } = usePage();
  const ready = state.files.filter((file) => file.signals);
  const { story } = state;
  const links = settled(state);
  const waiting = pending(state).length;
  return (
    <Screen step="review" title={t('review.title')} lead={t('review.lead')}>
      <section class="card">
        <h2>{t('review.sealed')}</h2>
        <p class="small">{t('review.sealed.why')}</p>
        <ul>
          <li>{story ? t('review.story', { n: story.length }) : t('review.nostory')}</li>
          <HerAnswers />
          <li>{t('review.links', { n: links.length })}</li>
          <li>{t('review.contact')}</li>
        </ul>
        {waiting > 0 && (
          <p class="note" data-pending={waiting}>
            {t('review.pending', { n: waiting })}{' '}
            <Button act="answer-ages" onClick={() => dispatch({ type: 'go', step: 'places' })}>
              {t('review.answer')}
            </Button>
          </p>
        )}
        {story && (
          <blockquote dir="auto" class="quote">
            {story}
          </blockquote>
        )}
        {links.length > 0 && (
          <details>
            <summary>{t('review.links', { n: links.length })}</summary>
            <ul>
              {links.map(({ url, kind, note }) => (
                <li key={url}>
                  <bdi dir="ltr" class="url">
                    {url}
                  </bdi>{' '}
                  <span class="small">{t(`kind.${kind}`)}</span> {note && <bdi>{note}</bdi>}
                </li>
              ))}
            </ul>
          </details>
        )}
      </section>
      <section class="card">
        <h2>{t('review.open')}</h2>
        {ready.length === 0 ? <p>{t('review.none')}</p> : <p>{t('review.signals', { n: ready.length })}</p>}
        {ready.length > 0 && <p class="small">{t('review.signals.what')}</p>}
        {ready.length > 0 && (
          <ul class="prints">
            {ready.map(({ id, signals }) => (
              <li key={id}>
                <code dir="ltr">{signals?.pdq?.hash ?? signals?.md5 ?? ''}</code>{' '}
                <bdi dir="ltr">
                  {signals?.width}×{signals?.height}
                </bdi>
              </li>
            ))}
          </ul>
        )}
        <p class="small">{t('review.always')}</p>
        {state.danger && <p class="small">{t('review.urgent')}</p>}
        {(asksForPerson(state) || marksUnsexual(state.files)) && <p class="small">{t('review.person')}</p>}
        {marksUnsexual(state.files) && (
          <p class="note" data-view="looked-first">
            {t('review.person.picture')}
          </p>
        )}
      </section>
      <section class="card">
        <h2>{t('review.cannot')}</h2>
        <p>{t('places.limits')}</p>
        <p>{t('done.honest')}</p>
      </section>
      <Actions
        next={() => {
          dispatch({ type: 'asked', count: 0 });
          dispatch({ type: 'go', step: 'consents' });
        }}
      />
    </Screen>
  );
}
