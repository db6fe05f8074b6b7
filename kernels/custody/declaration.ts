import type { ActorRole } from './actor.ts';
import { CustodyError } from './errors.ts';
import type { EventDraft, RefsOf } from './event.ts';

/** The state of a declaration: see the page on abuse controls, section 1. */
export type DeclarationState = RefsOf<'declaration.changed'>['state'];

/**
 * Where each state may go. A state never skips; only a person sets `corroborated` and `refused`, and only two people let
 * go on, unconfirmed, what is on hold.
 */
const NEXT: Record<DeclarationState | 'none', readonly DeclarationState[]> = {
  none: ['declared'],
  declared: ['candidate', 'refused', 'withdrawn'],
  candidate: ['corroborated', 'suspended', 'refused', 'withdrawn'],
  corroborated: ['suspended', 'withdrawn'],
  suspended: ['candidate', 'corroborated', 'refused', 'withdrawn'],
  refused: ['withdrawn'],
  withdrawn: [],
};

/**
 * Why a person puts a declaration on hold or takes it elsewhere (abuse controls P7, P13, C4, C6, C8). `platform-review`: a
 * platform's reviewer confirmed a real match; `looked-at`: a second member of staff looked at one.
 */
export const DECLARATION_REASONS = {
  candidate: ['looked-into'],
  corroborated: ['looked-at', 'platform-review'],
  suspended: ['contradiction', 'officer', 'family-court', 'public-figure', 'not-sure'],
  refused: ['out-of-scope', 'looking-only', 'not-the-person', 'no-intimate-picture'],
  passed: ['looked-into'],
} as const;

/**
 * Why what was declared waits for two people before anything of it is shared (abuse controls P5, P7, C8). Staff read it;
 * no event and no answer to her holds it, or whoever declares would learn what is on a list.
 */
export const HELD_REASONS = ['person-first', 'many', 'published'] as const;
export type HeldReason = (typeof HELD_REASONS)[number];

/** Where two people may pass what waits without moving the declaration; before these, passing is becoming a candidate. */
export const PASSED_IN: readonly (DeclarationState | 'none')[] = ['candidate', 'corroborated'];
const BY_PERSON: readonly DeclarationState[] = ['corroborated', 'refused'];
const PEOPLE: readonly ActorRole[] = ['caseworker', 'supervisor', 'admin', 'platform'];

/**
 * Refuses a change of a declaration that skips a state, or that only a person, or only two, may make.
 *
 * @throws CustodyError `declaration`
 */
export function checkDeclaration(from: DeclarationState | 'none', draft: EventDraft): void {
  const { type, actor, refs } = draft;
  if (type === 'declaration.passed') {
    if (!PASSED_IN.includes(from) || !PEOPLE.includes(actor.role))
      throw new CustodyError('declaration', `Only people pass a declaration, and not one that is ${from}.`);
    return;
  }
  if (type !== 'declaration.changed') return;
  const { state } = refs;
  if (!NEXT[from].includes(state))
    throw new CustodyError('declaration', `A declaration cannot go from ${from} to ${state}.`);
  const goesOn = from === 'suspended' && state === 'candidate';
  if ((goesOn || BY_PERSON.includes(state)) && !PEOPLE.includes(actor.role))
    throw new CustodyError('declaration', `Only a person makes a declaration ${state}.`);
  if (goesOn && refs.approval === undefined)
    throw new CustodyError('declaration', 'Two people let a declaration go on that is on hold.');
}
