import { Check, Field } from '../ui/field.tsx';
import { usePage } from '../ui/page.tsx';
import { Actions, Button, Screen } from '../ui/screen.tsx';

const WISHES = ['none', 'here', 'message', 'call'] as const;

/** How she may be reached: not at all, unless she says otherwise. */
export function ContactStep() {
  const { t, state, dispatch } = usePage();
  const { contact } = state;
  const reach = contact.wish === 'message' || contact.wish === 'call';
  return (
    <Screen step="contact" title={t('contact.title')} lead={t('contact.lead')}>
      <div class="choices" role="group" aria-labelledby="heading">
        {WISHES.map((wish) => (
          <Button
            key={wish}
            act={`contact-${wish}`}
            kind="choice"
            pressed={contact.wish === wish}
            onClick={() => dispatch({ type: 'contact', contact: { wish } })}
          >
            {t(`contact.${wish}`)}
          </Button>
        ))}
      </div>
      {reach && (
        <>
          <Field
            id="how"
            label={t('contact.how')}
            value={contact.how}
            onInput={(how) => dispatch({ type: 'contact', contact: { how } })}
            max={300}
          />
          <Field
            id="when"
            label={t('contact.when')}
            value={contact.when}
            onInput={(when) => dispatch({ type: 'contact', contact: { when } })}
            max={300}
          />
          <Check
            act="contact-shared"
            label={t('contact.shared')}
            checked={contact.shared === true}
            onChange={(shared) => dispatch({ type: 'contact', contact: { shared } })}
          />
          {contact.shared && <p class="note">{t('contact.shared.note')}</p>}
        </>
      )}
      <Actions next={() => dispatch({ type: 'go', step: 'receipt' })} />
    </Screen>
  );
}
