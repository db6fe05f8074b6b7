import { HelpLines } from '../ui/help-lines.tsx';
import { usePage } from '../ui/page.tsx';
import { Actions, Lines, Screen } from '../ui/screen.tsx';

/** Four lines for anyone who is threatened, before any other question. */
export function ThreatStep() {
  const { t, dispatch } = usePage();
  const lines = [t('threat.pay'), t('threat.delete'), t('threat.reply'), t('threat.keep')];
  return (
    <Screen step="threat" title={t('threat.title')}>
      <Lines lines={lines} />
      <p>{t('threat.before')}</p>
      <Actions next={() => dispatch({ type: 'go', step: 'age' })} />
      <HelpLines />
    </Screen>
  );
}
