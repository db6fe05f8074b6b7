import { s, type Text } from '@amaan/base';

/** A support service that may be shown. Only entries whose contact was found as given are here. */
export interface Service {
  readonly id: string;
  readonly name: Text;
  readonly kinds: readonly ServiceKind[];
  readonly phone?: string;
  readonly email?: string;
  readonly web?: string;
  /** As the service states them; nothing when not known. */
  readonly hours?: Text;
  /** Codes of languages; nothing when not known. */
  readonly languages?: readonly string[];
  /** The day on which it was looked up. */
  readonly checkedOn: string;
  /** Who rang or opened it, and when: an installation records this; production shows nothing without it. */
  readonly verified?: { readonly by: readonly string[]; readonly on: string };
  /** Shown in every profile. */
  readonly always?: true;
}

export type ServiceKind = 'emergency' | 'help' | 'adultRemoval' | 'childRemoval';

/**
 * The services that may be shown, written from the project's directory of services: rows marked for publication
 * only, and of these only contacts found as given. A number that is in dispute is never here.
 */
export const SERVICES: readonly Service[] = [
  {
    id: 'pk-police-15',
    name: s('Police emergency', 'پولیس ایمرجنسی'),
    kinds: ['emergency'],
    phone: '15',
    checkedOn: '2026-11-23',
    always: true,
  },
  {
    id: 'pk-drf',
    name: s(
      'Digital Rights Foundation, Digital Security Helpline',
      'ڈیجیٹل رائٹس فاؤنڈیشن، ڈیجیٹل سیکیورٹی ہیلپ لائن',
    ),
    kinds: ['help'],
    phone: '0800-39393',
    email: 'helpdesk@digitalrightsfoundation.pk',
    hours: s('9:00–17:00, seven days', '9:00–17:00، ہفتے کے ساتوں دن'),
    checkedOn: '2026-11-23',
  },
  {
    id: 'pk-iwf-portal',
    name: s('IWF', 'IWF'),
    kinds: ['childRemoval'],
    languages: ['en', 'ur', 'ps'],
    checkedOn: '2026-11-23',
  },
  {
    id: 'int-take-it-down',
    name: s('Take It Down (NCMEC)', 'Take It Down (NCMEC)'),
    kinds: ['childRemoval'],
    web: 'takeitdown.ncmec.org',
    checkedOn: '2026-11-23',
  },
  {
    id: 'int-stopncii',
    name: s('StopNCII.org', 'StopNCII.org'),
    kinds: ['adultRemoval'],
    web: 'stopncii.org',
    languages: ['en', 'ur'],
    checkedOn: '2026-11-23',
  },
];

const FRESH_DAYS = 90;

/**
 * The services that a profile may show: in the demo all, each with the note that nobody has rung it; in production
 * those verified within 90 days, and the emergency number always.
 *
 * @param today YYYY-MM-DD
 */
export function servicesFor(profile: 'demo' | 'production', kind: ServiceKind, today: string): Service[] {
  const fresh = (service: Service) =>
    service.verified !== undefined &&
    service.verified.by.length >= 2 &&
    Date.parse(today) - Date.parse(service.verified.on) <= FRESH_DAYS * 86_400_000;
  return SERVICES.filter(
    (service) =>
      service.kinds.includes(kind) && (profile === 'demo' || service.always === true || fresh(service)),
  );
}
