import type { State } from '../state/model.ts';

const OFFICER =
  /\b(police|officer|constable|inspector|sho|fia|nccia|cyber ?crime|agency|army|military|magistrate|thana|afsar)\b|پولیس|افسر|اہلکار|تھان[ہے]|سپاہی|انسپکٹر|ایف آئی اے|این سی سی آئی اے|فوج/iu;
const FAMILY_COURT =
  /\b(custody|divorc\w*|khula|talaq|ex-?(husband|wife)|former (husband|wife)|separated)\b|طلاق|خلع|حضانت|تحویل|سابقہ? (شوہر|بیوی|خاوند)/iu;

/**
 * Whether somebody writes for another, and is perhaps an officer, or custody or divorce plays a part: then people look
 * before anything is shared (abuse control C8). It is read here, on her device, and only this one word leaves it.
 */
export function asksForPerson({ who, proxy }: Pick<State, 'who' | 'proxy'>): boolean {
  if (who !== 'helping' && who !== 'care') return false;
  return OFFICER.test(proxy.relation) || FAMILY_COURT.test(`${proxy.relation}\n${proxy.instead}`);
}
