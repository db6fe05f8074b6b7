import type { State } from '../state/model.ts';
import { Check, Field } from './field.tsx';
import { usePage } from './page.tsx';
import { Button } from './screen.tsx';

const WISHES = ['none', 'here', 'message', 'call'] as const;

interface ContactFieldsProps {
  contact: State['contact'];
  onChange: (contact: Partial<State['contact']>) => void;
}

/** How she may be reached: not at all, unless she says otherwise. */
export function ContactFields({ contact, onChange }: ContactFieldsProps) {
  const { t } = usePage();
  const reach = contact.wish === 'message' || contact.wish === 'call';
  return (
    <>
      <div class="choices" role="group" aria-label={t('contact.title')}>
        {WISHES.map((wish) => (
          <Button
            key={wish}
            act={`contact-${wish}`}
            kind="choice"
            pressed={contact.wish === wish}
            onClick={() => onChange({ wish })}
          >
            {t(`contact.${wish}`)}
          </Button>
        ))}
      </div>
      <p class="note">{t('contact.never')}</p>
      {reach && (
        <>
          <Field
            id="how"
            label={t('contact.how')}
            value={contact.how}
            onInput={(how) => onChange({ how })}
            max={300}
          />
          {contact.how.trim() === '' && <p class="hint">{t('contact.empty')}</p>}
          <Field
            id="when"
            label={t('contact.when')}
            value={contact.when}
            onInput={(when) => onChange({ when })}
            max={300}
          />
          <Check
            act="contact-shared"
            label={t('contact.shared')}
            checked={contact.shared === true}
            onChange={(shared) => onChange({ shared })}
          />
          {contact.shared && <p class="note">{t('contact.shared.note')}</p>}
        </>
      )}
    </>
  );
}
