import type { Lang } from '@amaan/base';
import type { Story } from '@amaan/custody';
import { useReducer, useState } from 'preact/hooks';
import { consentOf, picturesOf, releasable } from '../case/account.ts';
import { newId } from '../case/client.ts';
import { marksUnsexual } from '../case/cues.ts';
import { addLinks } from '../case/more-links.ts';
import { act, add } from '../case/visit.ts';
import { readLinks } from '../state/links.ts';
import { start } from '../state/model.ts';
import { openGroups, unanswered, withLinks } from '../state/ages.ts';
import { reduce } from '../state/reducer.ts';
import { focusOn } from '../ui/focus.ts';
import { Despair } from '../ui/despair-note.tsx';
import { Check, Field } from '../ui/field.tsx';
import { LinkBox } from '../ui/link-box.tsx';
import { useCase } from './use-case.ts';
import { MinorHelp } from '../ui/minor-help.tsx';
import { Picker } from '../ui/picker.tsx';
import { Button } from '../ui/screen.tsx';
import type { PartProps } from './case.tsx';
import { Outcome } from './outcome.tsx';
import { useWork } from './use-work.ts';

const AGES = ['adult', 'minor', 'unsure'] as const;

/** More links, files or words later. The age is asked anew for everything that is added. */
export function AddTab({ visit }: PartProps) {
  const { t, dispatch } = useCase();
  const [adult, setAdult] = useState(false);
  if (!adult)
    return (
      <section>
        <h2>{t('age.title')}</h2>
        <div class="choices equal">
          {AGES.map((age) => (
            <Button
              key={age}
              act={`age-${age}`}
              kind="choice"
              onClick={() => (age === 'adult' ? setAdult(true) : dispatch({ type: 'age', age }))}
            >
              {t(`age.${age}`)}
            </Button>
          ))}
        </div>
        <p class="small">{t('age.why')}</p>
      </section>
    );
  const may = visit.compartments;
  return (
    <>
      {may.includes('links') && <AddLinks visit={visit} />}
      {visit.role === 'survivor' && <AddFiles visit={visit} />}
      {visit.role === 'survivor' && may.includes('story') && <AddWords visit={visit} />}
    </>
  );
}

function AddLinks({ visit }: Pick<PartProps, 'visit'>) {
  const { t, lang, state: page, dispatch } = useCase();
  // The same rules for links as on the way in, in a state of its own; with those that waited for an answer there.
  const [state, change] = useReducer(reduce, {
    ...start(lang),
    age: 'adult' as const,
    links: page.links,
  });
  const { links, typed } = state;
  const setTyped = (text: string) => change({ type: 'links.typed', typed: text });
  const work = useWork();
  const all = [...links, ...readLinks(typed, links).links];
  const open = openGroups({ ...state, ...withLinks(state, all) });
  const [again, setAgain] = useState(false);
  const send = () => {
    if (open.length > 0) {
      // Typed only just now, or left without an answer: the questions are shown and asked before anything goes.
      change({ type: 'links', links: all });
      setTyped('');
      setAgain(true);
      focusOn('.group-age');
      return;
    }
    work.run(async () => {
      await addLinks(visit, all);
      change({ type: 'links', links: [] });
      setTyped('');
      dispatch({ type: 'links', links: [] });
    }, 'add.done');
  };
  return (
    <section class="card">
      <h2>{t('add.links')}</h2>
      <LinkBox state={state} onLinks={change} pending={typed} onPending={setTyped} again={again} />
      <div class="actions">
        <Button act="links-send" kind="main" disabled={work.busy || all.length === 0} onClick={send}>
          {t('messages.send')}
        </Button>
      </div>
      <Outcome work={work} />
    </section>
  );
}

/** What she adds to her account later: nothing that she answered before is asked or said again. */
function told(lang: Lang, more: Partial<Pick<Story, 'text' | 'pictures'>>): Omit<Story, 'v' | 'by'> {
  return { lang, forWhom: 'skipped', situation: [], text: '', pictures: [], answers: [], ...more };
}

function AddFiles({ visit }: Pick<PartProps, 'visit'>) {
  const { t, lang } = useCase();
  // The same rules for files as on the way in, in a state of its own.
  const [state, change] = useReducer(reduce, { ...start(lang), age: 'adult' as const });
  const [open, setOpen] = useState(false);
  const [broken, setBroken] = useState(false);
  const work = useWork();
  const ready = state.files.filter((file) => file.signals);
  const unsaid = state.files.some((file) => unanswered(state, file));
  const busy = state.files.some((file) => !file.signals && !file.refused);
  const marked = ready.some(({ kinds }) => kinds.length > 0);
  const first = marksUnsexual(ready);
  const detailed = ready.some(({ signals }) => signals?.views ?? signals?.frames);
  const { shareSignals = false, shareViews = false } = state.consents;
  const send = () =>
    work.run(async () => {
      const consents = [
        consentOf('shareSignals', true, visit.today),
        ...(shareViews ? [consentOf('shareViews', true, visit.today)] : []),
      ];
      const signals = releasable(state.files, state.consents);
      if (shareSignals)
        await act(visit, {
          op: 'release',
          id: newId(),
          release: { signals, ageMark: 'adult', consents },
          ...(first ? { personFirst: true } : {}),
        });
      // What she marked is part of what she tells, sealed, whether or not the fingerprints go anywhere.
      if (marked)
        await add(visit, { kind: 'story', value: told(lang, { pictures: picturesOf(state.files) }) });
      change({ type: 'files.clear' });
    }, 'add.done');
  return (
    <section class="card">
      <h2>{t('add.files')}</h2>
      <p class="small">{t('add.files.say')}</p>
      {!open && (
        <Button act="room-open" onClick={() => setOpen(true)}>
          {t('files.room.pick')}
        </Button>
      )}
      {broken && <p role="alert">{t('files.broken')}</p>}
      {open && !broken && <Picker state={state} onFile={change} onBroken={() => setBroken(true)} />}
      {state.offered && <MinorHelp>{t('files.minor.gone')}</MinorHelp>}
      {unsaid && (
        <p class="note" role="status">
          {t('age.each.open')}
        </p>
      )}
      {ready.length > 0 && (
        <>
          <p>{t('consent.shareSignals.say')}</p>
          <p class="small">{t('consent.shareSignals.risk')}</p>
          <Check
            act="share-signals"
            label={t('add.files.share')}
            checked={shareSignals}
            onChange={(given) => change({ type: 'consent', kind: 'shareSignals', given })}
          />
          {detailed && shareSignals && (
            <Check
              act="share-views"
              label={t('add.files.views')}
              checked={shareViews}
              onChange={(given) => change({ type: 'consent', kind: 'shareViews', given })}
            />
          )}
          {first && shareSignals && (
            <p class="note" data-view="looked-first">
              {t('review.person.picture')}
            </p>
          )}
          <div class="actions">
            <Button
              act="files-send"
              kind="main"
              disabled={work.busy || busy || unsaid || !(shareSignals || marked)}
              onClick={send}
            >
              {t('messages.send')}
            </Button>
          </div>
        </>
      )}
      <Outcome work={work} />
    </section>
  );
}

function AddWords({ visit }: Pick<PartProps, 'visit'>) {
  const { t, lang } = useCase();
  const [text, setText] = useState('');
  const work = useWork();
  const send = () =>
    work.run(async () => {
      await add(visit, { kind: 'story', value: told(lang, { text: text.trim() }) });
      setText('');
    }, 'add.done');
  return (
    <section class="card">
      <h2>{t('add.words')}</h2>
      <Field
        id="more-words"
        label={t('words.label')}
        hint={t('add.words.say')}
        value={text}
        onInput={setText}
        rows={5}
        max={40_000}
      />
      <Despair text={text} />
      <div class="actions">
        <Button act="words-send" kind="main" disabled={work.busy || text.trim() === ''} onClick={send}>
          {t('messages.send')}
        </Button>
      </div>
      <Outcome work={work} />
    </section>
  );
}
