import { HelpLines } from '../ui/help-lines.tsx';
import { usePage } from '../ui/page.tsx';
import { Button, Screen } from '../ui/screen.tsx';

/** The first screen: safety, before anything else is asked. */
export function ArriveStep() {
  const { t, dispatch } = usePage();
  return (
    <Screen step="arrive" title={t('arrive.title')} lead={t('arrive.lead')}>
      <h2>{t('arrive.question')}</h2>
      <div class="choices">
        <Button act="danger-yes" kind="choice" onClick={() => dispatch({ type: 'danger', danger: true })}>
          {t('arrive.yes')}
        </Button>
        <Button act="danger-no" kind="choice" onClick={() => dispatch({ type: 'danger', danger: false })}>
          {t('arrive.no')}
        </Button>
      </div>
      <div class="actions">
        <Button act="skip" onClick={() => dispatch({ type: 'go', step: 'who' })}>
          {t('app.skip')}
        </Button>
        <Button act="return" onClick={() => dispatch({ type: 'go', step: 'return' })}>
          {t('arrive.return')}
        </Button>
      </div>
      <p class="small">{t('arrive.nothing')}</p>
      <HelpLines />
    </Screen>
  );
}
