import { type Service, servicesFor } from '../directory/services.ts';
import { formatMoment, say } from '@amaan/base';
import { usePage } from './page.tsx';
import { Button } from './screen.tsx';

const LANGUAGE_NAMES = {
  en: { en: 'English', ur: 'Urdu', ps: 'Pashto' },
  ur: { en: 'انگریزی', ur: 'اردو', ps: 'پشتو' },
} as const;

/** One service: a number to tap, with hours, languages and the day it was looked up. */
export function ServiceCard({ service }: { service: Service }) {
  const { t, lang } = usePage();
  const names: Record<string, string> = LANGUAGE_NAMES[lang];
  const languages = service.languages?.map((code) => names[code] ?? code).join(lang === 'ur' ? '، ' : ', ');
  if (service.id === 'pk-police-15')
    return (
      <li class="service emergency">
        <a class="button main" href="tel:15" data-act="call-15">
          {t('help.police')}
        </a>
        <p>{t('help.police.say')}</p>
      </li>
    );
  return (
    <li class="service">
      <p class="service-name">{say(lang, service.name)}</p>
      {service.phone && (
        <a class="button" href={`tel:${service.phone.replace(/\D/g, '')}`} data-act={`call-${service.id}`}>
          <bdi dir="ltr">{service.phone}</bdi>
        </a>
      )}
      <p class="small">
        {service.hours ? t('service.hours', { hours: say(lang, service.hours) }) : t('service.hours.unknown')}
        {' · '}
        {languages ? t('service.languages', { languages }) : t('service.languages.unknown')}
        {!service.verified && <> · {t('service.unrung', { day: formatMoment(lang, service.checkedOn) })}</>}
      </p>
    </li>
  );
}

/** Help lines at points of stress; she can switch them off. The emergency number alone cannot be. */
export function HelpLines({ always = false }: { always?: boolean }) {
  const { t, state, dispatch, profile, today } = usePage();
  const services = [...servicesFor(profile, 'emergency', today), ...servicesFor(profile, 'help', today)];
  if (!always && !state.helpLines)
    return (
      <p class="small">
        <Button act="help-show" onClick={() => dispatch({ type: 'helpLines', shown: true })}>
          {t('help.show')}
        </Button>
      </p>
    );
  return (
    <aside class="help" aria-label={t('help.title')}>
      <ul class="services">
        {services.map((service) => (
          <ServiceCard key={service.id} service={service} />
        ))}
      </ul>
      {!always && (
        <Button act="help-hide" onClick={() => dispatch({ type: 'helpLines', shown: false })}>
          {t('help.hide')}
        </Button>
      )}
    </aside>
  );
}
