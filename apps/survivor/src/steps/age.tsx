import { usePage } from '../ui/page.tsx';
import { Actions, Button, Screen } from '../ui/screen.tsx';

const ANSWERS = ['adult', 'minor', 'unsure'] as const;

/** The question that comes before any picker, link box, story box or hash code: three equal buttons, no default. */
export function AgeStep() {
  const { t, dispatch } = usePage();
  return (
    <Screen step="age" title={t('age.title')}>
      <div class="choices equal">
        {ANSWERS.map((age) => (
          <Button key={age} act={`age-${age}`} kind="choice" onClick={() => dispatch({ type: 'age', age })}>
            {t(`age.${age}`)}
          </Button>
        ))}
      </div>
      <p>{t('age.why')}</p>
      <p class="small">{t('age.many')}</p>
      <Actions skip={() => dispatch({ type: 'age', age: 'unsure' })} />
    </Screen>
  );
}
