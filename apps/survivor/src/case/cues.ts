import type { Picked, State } from '../state/model.ts';

const OFFICER =
  /\b(police|officer|constable|inspector|sho|fia|nccia|cyber ?crime|agency|army|military|magistrate|thana|afsar)\b|پولیس|افسر|اہلکار|تھان[ہے]|سپاہی|انسپکٹر|ایف آئی اے|این سی سی آئی اے|فوج/iu;
const FAMILY_COURT =
  /\b(custody|divorc\w*|khula|talaq|ex-?(husband|wife)|former (husband|wife)|separated)\b|طلاق|خلع|حضانت|تحویل|سابقہ? (شوہر|بیوی|خاوند)/iu;

/**
 * Whether somebody writes for another, and is perhaps an officer, or custody or divorce plays a part: then people look
 * before anything is shared (abuse control C8). It is read here, on her device.
 */
export function asksForPerson({ who, proxy }: Pick<State, 'who' | 'proxy'>): boolean {
  if (who !== 'helping' && who !== 'care') return false;
  return OFFICER.test(proxy.relation) || FAMILY_COURT.test(`${proxy.relation}\n${proxy.instead}`);
}

/**
 * Whether a picture whose fingerprint may go was marked, and not as sexual: then two people look before anything is
 * shared (abuse control P7). One without any mark is not asked about. What leaves is the same word for either reason.
 */
export function marksUnsexual(files: readonly Pick<Picked, 'kinds' | 'signals'>[]): boolean {
  return files.some(
    ({ kinds, signals }) =>
      signals && !kinds.includes('sexual') && kinds.some((kind) => kind === 'private' || kind === 'cultural'),
  );
}
