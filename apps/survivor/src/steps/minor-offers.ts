import { servicesFor } from '../directory/services.ts';
import type { Key } from '../strings/index.ts';

/** One offer for anyone under 18: what it does, what it keeps, and where. */
export interface Offer {
  readonly title: Key;
  readonly lines: readonly Key[];
  readonly web?: string;
}

/** The offers, in the order of the child-safety rules; a service that may not be shown is left out. */
export function minorOffers(profile: 'demo' | 'production', today: string): Offer[] {
  const services = servicesFor(profile, 'childRemoval', today);
  const find = (id: string) => services.find((service) => service.id === id);
  const takeItDown = find('int-take-it-down');
  return [
    ...(takeItDown?.web
      ? [
          {
            title: 'minor.tid.title' as const,
            lines: ['minor.tid.does', 'minor.tid.limit'] as const,
            web: takeItDown.web,
          },
        ]
      : []),
    ...(find('pk-iwf-portal')
      ? [{ title: 'minor.iwf.title' as const, lines: ['minor.iwf.does', 'minor.iwf.address'] as const }]
      : []),
    { title: 'minor.form.title', lines: ['minor.form.does'] },
    { title: 'minor.nccia.title', lines: ['minor.nccia.does'] },
  ];
}
