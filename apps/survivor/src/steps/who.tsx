import { usePage } from '../ui/page.tsx';
import { Actions, Button, Screen } from '../ui/screen.tsx';

const WHO = ['myself', 'helping', 'care'] as const;

/** For whom. */
export function WhoStep() {
  const { t, state, dispatch } = usePage();
  return (
    <Screen step="who" title={t('who.title')}>
      <div class="choices">
        {WHO.map((who) => (
          <Button
            key={who}
            act={`who-${who}`}
            kind="choice"
            pressed={state.who === who}
            onClick={() => dispatch({ type: 'who', who })}
          >
            {t(`who.${who}`)}
          </Button>
        ))}
      </div>
      <p class="small">{t('who.helping.note')}</p>
      <Actions skip={() => dispatch({ type: 'who', who: 'skipped' })} />
    </Screen>
  );
}
