import { Field } from '../ui/field.tsx';
import { HelpLines } from '../ui/help-lines.tsx';
import { usePage } from '../ui/page.tsx';
import { Actions, Screen } from '../ui/screen.tsx';

/** Her account, told once. */
export function WordsStep() {
  const { t, state, dispatch } = usePage();
  const next = () => dispatch({ type: 'go', step: 'review' });
  return (
    <Screen step="words" title={t('words.title')} lead={t('words.lead')}>
      <Field
        id="story"
        label={t('words.label')}
        value={state.story}
        onInput={(story) => dispatch({ type: 'story', story })}
        hint={t('words.who')}
        rows={8}
        max={40_000}
      />
      <p class="small">{t('words.keyboard')}</p>
      <Actions next={next} skip={next} />
      <HelpLines />
    </Screen>
  );
}
