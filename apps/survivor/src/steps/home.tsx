import { HOMES } from '../state/model.ts';
import { usePage } from '../ui/page.tsx';
import { Actions, Button, Screen } from '../ui/screen.tsx';

/** Who at home knows: so that nothing that is done later puts her at risk. */
export function HomeStep() {
  const { t, state, dispatch } = usePage();
  return (
    <Screen step="home" title={t('home.title')} lead={t('home.lead')}>
      <div class="choices">
        {HOMES.map((home) => (
          <Button
            key={home}
            act={`home-${home}`}
            kind="choice"
            pressed={state.home === home}
            onClick={() => dispatch({ type: 'home', home })}
          >
            {t(`home.${home}`)}
          </Button>
        ))}
      </div>
      <p class="small">{t('home.careful')}</p>
      <Actions skip={() => dispatch({ type: 'home' })} />
    </Screen>
  );
}
