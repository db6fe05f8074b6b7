import { pending, settled, unanswered, withLinks, withoutGroups } from './ages.ts';
import { ASKED, type Action, type Picked, start, type State, type Step } from './model.ts';

/** Screens that may only be seen after the answer "18 or over". */
const ADULT_ONLY: readonly Step[] = [
  'places',
  'files',
  'words',
  'review',
  'consents',
  'contact',
  'receipt',
  'typeback',
  'sending',
  'done',
];
/** Screens with no way back: the case is made, or nothing may stay. */
const NO_RETURN: readonly Step[] = ['sending', 'done', 'case', 'minor'];

/** The page's state after an action. Pure, so that every path can be tested without a browser. */
export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'lang':
      return { ...state, lang: action.lang };
    case 'go':
      return go(state, action.step);
    case 'back': {
      const step = state.behind.at(-1);
      return step ? { ...state, step, behind: state.behind.slice(0, -1) } : state;
    }
    case 'danger':
      return go({ ...state, danger: action.danger }, action.danger ? 'danger' : 'who');
    case 'who':
      return go({ ...state, who: action.who }, 'home');
    case 'home': {
      const { home: _, ...rest } = state;
      return go(action.home ? { ...rest, home: action.home } : rest, 'situation');
    }
    case 'situation': {
      const { situation } = action;
      return go({ ...state, situation }, situation.includes('threat') ? 'threat' : 'age');
    }
    case 'age':
      // "Not sure" is treated as under 18. Nothing of what she told before stays either.
      if (action.age !== 'adult') return { ...start(state.lang), step: 'minor' };
      return go({ ...state, age: 'adult' }, 'places');
    case 'links':
      return { ...state, ...withLinks(state, action.links) };
    case 'links.age':
      if (action.age !== 'adult') return { ...state, ...withoutGroups(state, action.groups) };
      return { ...state, adults: [...new Set([...state.adults, ...action.groups])] };
    case 'links.typed':
      return { ...state, typed: action.typed };
    case 'story':
      return { ...state, story: action.story };
    case 'proxy':
      return { ...state, proxy: { ...state.proxy, [action.question]: action.answer } };
    case 'consent':
      return {
        ...state,
        consents: consentsWith(state, action.kind, action.given),
        unseen: action.kind === 'sendNotices' ? action.unseen === true : state.unseen,
      };
    case 'asked':
      return { ...state, asked: action.count };
    case 'sent':
      // What was sent is the case's now. What waits for an answer stays, and can be added to the case.
      return {
        ...start(state.lang),
        helpLines: state.helpLines,
        age: 'adult',
        links: pending(state),
        step: 'done',
      };
    case 'contact':
      return { ...state, contact: { ...state.contact, ...action.contact } };
    case 'pin':
      return { ...state, pin: action.pin };
    case 'helpLines':
      return { ...state, helpLines: action.shown };
    case 'forget':
      return start(state.lang);
    default:
      return { ...state, ...reduceFiles(state, action) };
  }
}

type FileAction = Extract<Action, { type: `file${string}` }>;

function reduceFiles(
  state: State,
  action: FileAction,
): Pick<State, 'files'> | Pick<State, 'files' | 'offered'> {
  const change = (id: number, with_: Partial<Picked>) => ({
    files: state.files.map((file) => (file.id === id ? { ...file, ...with_ } : file)),
  });
  switch (action.type) {
    case 'file.picked': {
      // A file counts only after the age answer, however it came here.
      if (state.age !== 'adult') return { files: [] };
      const { id, contentType } = action;
      return { files: [...state.files, { id, contentType, done: 0, kinds: [] }] };
    }
    case 'file.progress':
      return change(action.id, { done: action.done });
    case 'file.signals':
      return change(action.id, { signals: action.signals, done: 1000 });
    case 'file.refused':
      return change(action.id, { refused: action.code });
    case 'file.kinds':
      return change(action.id, { kinds: action.kinds });
    case 'file.age':
      if (action.age === 'adult') return change(action.id, { age: 'adult' });
      return { files: state.files.filter(({ id }) => id !== action.id), offered: true };
    case 'files.settle': {
      const files = state.files.filter((file) => !unanswered(state, file));
      return files.length < state.files.length ? { files, offered: true } : { files };
    }
    case 'file.remove': {
      const files = state.files.filter((file) => file.id !== action.id);
      return action.minor ? { files, offered: true } : { files };
    }
    case 'files.clear':
      return { files: [] };
    case 'files.left':
      // The room is closed, and what was under way in it ended there: nothing waits for it.
      return {
        files: state.files.map((file) =>
          file.signals || file.refused ? file : { ...file, refused: 'cancelled' },
        ),
      };
  }
}

function go(state: State, step: Step): State {
  // Skipping, going back and a broken answer are treated as under 18: nothing past the question opens.
  if (ADULT_ONLY.includes(step) && state.age !== 'adult') return { ...state, step: 'age' };
  const behind = NO_RETURN.includes(step) ? [] : [...state.behind, state.step];
  return { ...state, step, behind };
}

function consentsWith(state: State, kind: (typeof ASKED)[number], given: boolean): State['consents'] {
  const consents = { ...state.consents, [kind]: given };
  // Detailed fingerprints cannot be shared without the plain ones.
  if (kind === 'shareSignals' && !given) return { ...consents, shareViews: false };
  return consents;
}

/** The consents that make sense for what she brought: no fingerprints, no question about sharing them. */
export function askedOf(state: State): typeof ASKED {
  const some = state.files.some((file) => file.signals);
  const detailed = state.files.some((file) => file.signals?.views ?? file.signals?.frames);
  return ASKED.filter((kind) => {
    if (kind === 'shareSignals') return some;
    if (kind === 'shareViews') return detailed && state.consents.shareSignals === true;
    if (kind === 'watchLinks') return settled(state).length > 0;
    return true;
  });
}
