import { useState } from 'preact/hooks';
import { SITUATIONS } from '../state/model.ts';
import { Check } from '../ui/field.tsx';
import { usePage } from '../ui/page.tsx';
import { Actions, Screen } from '../ui/screen.tsx';

/** Threatened, posted, altered, accounts: each alone opens a useful case. */
export function SituationStep() {
  const { t, state, dispatch } = usePage();
  const [chosen, setChosen] = useState(state.situation);
  return (
    <Screen step="situation" title={t('situation.title')} lead={t('situation.lead')}>
      <div class="checks" role="group" aria-labelledby="heading">
        {SITUATIONS.map((one) => (
          <Check
            key={one}
            act={`situation-${one}`}
            label={t(`situation.${one}`)}
            checked={chosen.includes(one)}
            onChange={(on) => setChosen(on ? [...chosen, one] : chosen.filter((each) => each !== one))}
          />
        ))}
      </div>
      <Actions
        next={() => dispatch({ type: 'situation', situation: chosen })}
        skip={() => dispatch({ type: 'situation', situation: [] })}
      />
    </Screen>
  );
}
