import { describe, expect, it } from 'vitest';
import { SERVICES, servicesFor } from './services.ts';

describe('support services', () => {
  it('in production are the emergency number alone until someone has rung the others', () => {
    const kinds = ['emergency', 'help', 'adultRemoval', 'childRemoval'] as const;
    const shown = kinds.flatMap((kind) => servicesFor('production', kind, '2026-11-24'));
    expect(shown.map(({ id }) => id)).toEqual(['pk-police-15']);
  });

  it('in the demo carry the day they were looked up, and no number that is in dispute', () => {
    for (const service of SERVICES) {
      expect(service.checkedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(['1799', '1991', '9911', '1166', '1282', '1737']).not.toContain(service.phone);
      expect(service.verified).toBeUndefined();
    }
  });
});
