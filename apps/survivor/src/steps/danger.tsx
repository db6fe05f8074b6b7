import { HelpLines } from '../ui/help-lines.tsx';
import { usePage } from '../ui/page.tsx';
import { Actions, Lines, Screen } from '../ui/screen.tsx';

/** Danger now: the lines, and nothing is asked. */
export function DangerStep() {
  const { t, dispatch } = usePage();
  return (
    <Screen step="danger" title={t('danger.title')}>
      <HelpLines always />
      <Lines lines={[t('help.away'), t('help.life')]} />
      <Actions next={() => dispatch({ type: 'go', step: 'who' })} label={t('danger.later')} />
    </Screen>
  );
}
