import type { CaseEvent } from '@amaan/custody';
import { expect, it } from 'vitest';
import { CASE_STRINGS, isCaseKey } from '../strings/case.ts';
import { plainLine } from './plain-event.ts';

it.each(['caseworker', 'supervisor', 'admin'])(
  'tells her that a %s opened her case, in a word for the role',
  (role) => {
    const event = {
      type: 'case.read',
      actor: { role, id: 'a'.repeat(32) },
      refs: {},
    } as unknown as CaseEvent;
    const line = plainLine(event, undefined);
    expect(line).toEqual({ key: 'news.read', role });
    expect(CASE_STRINGS['news.read'].en).toContain('{role}');
    expect(isCaseKey(`role.${role}`)).toBe(true);
  },
);
