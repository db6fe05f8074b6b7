import { PROXY_QUESTIONS } from '../state/model.ts';
import { speaksOfDying } from '../ui/despair.ts';
import { Despair } from '../ui/despair-note.tsx';
import { Field } from '../ui/field.tsx';
import { HelpLines } from '../ui/help-lines.tsx';
import { usePage } from '../ui/page.tsx';
import { Actions, Screen } from '../ui/screen.tsx';

/** Her account, told once; whoever acts for someone else says how and why. */
export function WordsStep() {
  const { t, state, dispatch } = usePage();
  const next = () => dispatch({ type: 'go', step: 'review' });
  const acts = state.who === 'helping' || state.who === 'care';
  return (
    <Screen step="words" title={t('words.title')} lead={t('words.lead')}>
      {acts &&
        PROXY_QUESTIONS.map((question) => (
          <Field
            key={question}
            id={question}
            label={t(`words.${question}`)}
            value={state.proxy[question]}
            onInput={(answer) => dispatch({ type: 'proxy', question, answer })}
            max={1000}
          />
        ))}
      <Field
        id="story"
        label={t('words.label')}
        value={state.story}
        onInput={(story) => dispatch({ type: 'story', story })}
        hint={t('words.who')}
        rows={8}
        max={40_000}
      />
      <Despair text={state.story} />
      <p class="small">{t('words.keyboard')}</p>
      <Actions next={next} skip={next} />
      {!speaksOfDying(state.story) && <HelpLines />}
    </Screen>
  );
}
