import type { CaseAccount, Consent, ConsentKind, Mandate, Story } from '@amaan/custody';
import { inVersionOne, type SignalSet, withoutViews } from '@amaan/signal';
import { settled } from '../state/ages.ts';
import { PROXY_QUESTIONS, type State } from '../state/model.ts';
import { asksForPerson, marksUnsexual } from './cues.ts';

const MANDATE_DAYS = 365;
/** The server takes 8 MB at once. Many clips go without the views of their key frames rather than not at all. */
const MOST = 7_000_000;

/**
 * Who may sign for her, for whom and until when: the helpline, for any addressee, for a year at most; each letter after
 * her yes to it, or with `unseen` without waiting for her.
 */
export function mandate(today: string, unseen: boolean): Mandate {
  const until = new Date(Date.parse(today) + MANDATE_DAYS * 86_400_000).toISOString().slice(0, 10);
  return { signer: 'helpline', addressees: ['any'], until, ...(unseen ? { unseen } : {}) };
}

/** A consent as it is written down: `sendNotices` carries its mandate. */
export function consentOf(kind: ConsentKind, given: boolean, today: string, unseen = false): Consent {
  const scope = kind === 'sendNotices' && given ? { scope: mandate(today, unseen) } : {};
  return { kind, given, at: today, ...scope };
}

/** The fingerprints that she agreed to share: none without the one consent, no views or frames without the other. */
export function releasable(files: State['files'], consents: State['consents']): SignalSet[] {
  if (consents.shareSignals !== true) return [];
  const sets = files
    .flatMap((file) => (file.signals ? [file.signals] : []))
    .map((set) => (consents.shareViews === true ? set : withoutViews(set)));
  return JSON.stringify(sets).length > MOST ? sets.map(inVersionOne) : sets;
}

/** What she marked of each file that was read, in order; nothing else says which file it is. */
export function picturesOf(files: State['files']): Story['pictures'] {
  return files.filter(({ signals }) => signals).map(({ kinds }, file) => ({ file, kinds: [...kinds] }));
}

/** Everything she told, in the form that is sealed and released. */
export function accountOf(state: State, today: string): CaseAccount {
  const situation = [
    ...state.situation,
    ...(state.danger ? ['danger'] : []),
    ...(state.home ? [`home.${state.home}`] : []),
  ];
  const acts = state.who === 'helping' || state.who === 'care';
  const wish = state.contact.wish;
  const signals = releasable(state.files, state.consents);
  const consents = (Object.keys(state.consents) as ConsentKind[]).map((kind) =>
    consentOf(kind, state.consents[kind] === true, today, state.unseen),
  );
  return {
    story: {
      lang: state.lang,
      forWhom: state.who,
      situation,
      text: state.story,
      pictures: picturesOf(state.files),
      answers: PROXY_QUESTIONS.filter((question) => acts && state.proxy[question].trim() !== '').map(
        (question) => ({ question, answer: state.proxy[question].trim() }),
      ),
    },
    links: settled(state),
    contact: state.contact,
    signals,
    consents: [...consents, consentOf('contact', wish === 'message' || wish === 'call', today)],
    ...(state.danger ? { urgent: true } : {}),
    ...(asksForPerson(state) || (signals.length > 0 && marksUnsexual(state.files))
      ? { personFirst: true }
      : {}),
  };
}
