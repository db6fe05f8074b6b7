import type { CaseEvent } from '@amaan/custody';
import { expect, it } from 'vitest';
import { CASE_STRINGS, isCaseKey } from '../strings/case.ts';
import { plainLine } from './plain-event.ts';

it('tells her of two people where two let her case go on, and of the checks where they did', () => {
  const line = (type: string, refs: object) =>
    plainLine({ type, actor: {}, refs } as unknown as CaseEvent, undefined);
  const changed = (refs: object) => line('declaration.changed', { state: 'candidate', reason: 'x', ...refs });
  expect(changed({})).toEqual({ key: 'news.candidate' });
  expect(changed({ approval: 'a' })).toEqual({ key: 'news.passed' });
  expect(line('declaration.passed', { approval: 'a', reason: 'x' })).toEqual({ key: 'news.passed' });
  expect(isCaseKey('news.passed')).toBe(true);
});

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
