import { ContactFields } from '../ui/contact-fields.tsx';
import { usePage } from '../ui/page.tsx';
import { Actions, Screen } from '../ui/screen.tsx';

/** How she may be reached, before anything is sent. */
export function ContactStep() {
  const { t, state, dispatch } = usePage();
  return (
    <Screen step="contact" title={t('contact.title')} lead={t('contact.lead')}>
      <ContactFields contact={state.contact} onChange={(contact) => dispatch({ type: 'contact', contact })} />
      <Actions next={() => dispatch({ type: 'go', step: 'receipt' })} />
    </Screen>
  );
}
