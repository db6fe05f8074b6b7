import { useEffect, useRef, useState } from 'preact/hooks';
import { openRoom, type Room } from '../../room/frame.ts';
import type { FromRoom } from '../../room/protocol.ts';
import { dirOf } from '@amaan/base';
import { eachFile, unanswered } from '../state/ages.ts';
import { PICTURE_KINDS, type Action, type Picked, type State } from '../state/model.ts';
import { isKey } from '../strings/index.ts';
import { fetched } from '../steps/late-step.tsx';
import { Check } from './field.tsx';
import { usePage } from './page.tsx';
import { Button } from './screen.tsx';
import { GuideLink } from './guide-link.tsx';
import { noteOf } from './signals-note.ts';

type FileAction = Extract<Action, { type: `file${string}` }>;

interface PickerProps {
  state: Pick<State, 'files' | 'links' | 'adults' | 'offered'>;
  onFile: (action: FileAction) => void;
  onBroken: () => void;
}

let opened = 0;
/** Each opened room counts its files from 1; here the numbers must not meet. */
const APART = 1_000_000;

// Few need it: its words and its buttons are fetched with the first HEIC that the browser cannot read.
const HeicQuestion = fetched(async () => (await import('./heic-question.tsx')).HeicQuestion);

function hear(message: FromRoom, base: number): FileAction | undefined {
  switch (message.kind) {
    case 'picked':
      return { type: 'file.picked', id: base + message.id, contentType: message.contentType };
    case 'progress':
      return { type: 'file.progress', id: base + message.id, done: message.done };
    case 'signals':
      return { type: 'file.signals', id: base + message.id, signals: message.signals };
    case 'refused':
      return { type: 'file.refused', id: base + message.id, code: message.code };
    default:
      return undefined;
  }
}

/** The room in the page, and what came out of it: each file with its kinds, and a way to take it out. */
export function Picker({ state, onFile, onBroken }: PickerProps) {
  const { t, lang } = usePage();
  const { files } = state;
  const host = useRef<HTMLDivElement>(null);
  const room = useRef<Room>(null);
  const [asked, setAsked] = useState(false);
  const label = t('files.room.pick');
  const words = { lang, dir: dirOf(lang), label };
  useEffect(() => {
    if (!host.current) return;
    const base = ++opened * APART;
    room.current = openRoom(host.current, {
      words,
      want: { views: 'k24', exact: true },
      onMessage: (message) => {
        // All but HEIC is given without a question; whatever ends the file ends that, too.
        if (message.kind !== 'progress') setAsked(message.kind === 'needs' && message.part === 'heic');
        const action = hear(message, base);
        if (action) onFile(action);
      },
      onBroken,
    });
    return () => {
      room.current?.close();
      onFile({ type: 'files.left' });
    };
  }, []);
  useEffect(() => room.current?.words(words), [lang]);
  // Only what this room holds: files of one that was closed are gone with it.
  const here = opened * APART;
  const stopped = files.filter(({ id, refused }) => refused === 'cancelled' && id > here);
  const resume = () => {
    // Their rows come back under new numbers; these would have let the files go.
    for (const { id } of stopped) onFile({ type: 'file.remove', id, minor: false });
    room.current?.resume();
  };
  const change = (action: FileAction) => {
    if (action.type === 'file.remove' && action.id > here) room.current?.drop(action.id - here);
    onFile(action);
  };
  const answer = (yes: boolean) => {
    setAsked(false);
    if (yes) room.current?.give('heic');
    else room.current?.withhold('heic');
  };
  return (
    <>
      <div class="room">
        {/* What she sees; what she presses lies over it, in a frame that has no fonts of ours. */}
        <span aria-hidden="true">{label}</span>
        <div ref={host} />
      </div>
      <p class="small">{t('files.room.hint')}</p>
      {asked && <HeicQuestion onAnswer={answer} />}
      {files.some((file) => !file.signals && !file.refused) && (
        <Button act="stop-files" onClick={() => room.current?.cancel()}>
          {t('files.room.cancel')}
        </Button>
      )}
      {stopped.length > 0 && !files.some((file) => !file.signals && !file.refused) && (
        <Button act="resume-files" onClick={resume}>
          {t('files.room.resume')}
        </Button>
      )}
      <ul class="files">
        {files.map((file, i) => (
          <FileRow
            key={file.id}
            file={file}
            n={i + 1}
            several={eachFile(state)}
            settled={!files.some((each) => unanswered(state, each))}
            onFile={change}
          />
        ))}
      </ul>
    </>
  );
}

interface RowProps {
  file: Picked;
  n: number;
  /** Whether each file has its own age question. */
  several: boolean;
  /** Whether every age is answered: until then nothing else moves on the screen. */
  settled: boolean;
  onFile: PickerProps['onFile'];
}

const AGES = ['adult', 'minor', 'unsure'] as const;

function FileRow({ file, n, several, settled, onFile }: RowProps) {
  const { t } = usePage();
  const { id, kinds, refused, signals } = file;
  const name = file.contentType === 'video' ? t('files.video', { n }) : t('files.photo', { n });
  const reason = `refused.${refused ?? ''}`;
  const note = noteOf(file);
  return (
    <li data-file={signals ? 'ready' : refused ? 'refused' : 'working'}>
      <p class="file-name">{name}</p>
      <p role="status">
        {signals && (note ? t(note) : `✓ ${t('files.ready')}`)}
        {refused && t(isKey(reason) ? reason : 'refused.failed')}
        {!signals && !refused && t('files.working')}
      </p>
      {!signals && !refused && <progress max={1000} value={file.done} aria-label={t('files.room.working')} />}
      {several && !refused && (
        <div
          role="group"
          tabIndex={-1}
          aria-label={`${t('age.each')} ${name}`}
          data-file-age={file.age ?? 'open'}
        >
          <p>{t('age.each')}</p>
          <div class="row equal">
            {AGES.map((age) => (
              <Button
                key={age}
                act={`file-age-${age}`}
                pressed={file.age === age}
                onClick={() => onFile({ type: 'file.age', id, age })}
              >
                {t(`age.${age}`)}
              </Button>
            ))}
          </div>
        </div>
      )}
      {signals && settled && (
        <fieldset>
          <legend>{t('files.kinds')}</legend>
          {PICTURE_KINDS.map((kind) => (
            <Check
              key={kind}
              act={`kind-${kind}`}
              label={t(`files.${kind}`)}
              checked={kinds.includes(kind)}
              onChange={(on) =>
                onFile({
                  type: 'file.kinds',
                  id,
                  kinds: on ? [...kinds, kind] : kinds.filter((each) => each !== kind),
                })
              }
            />
          ))}
          {kinds.includes('cultural') && (
            <p class="note">
              {t('files.cultural.note')} <GuideLink name="cultural">{t('files.cultural.more')}</GuideLink>
            </p>
          )}
          {kinds.includes('altered') && <p class="note">{t('files.fake.note')}</p>}
        </fieldset>
      )}
      <div class="row">
        <Button act="remove-file" onClick={() => onFile({ type: 'file.remove', id, minor: false })}>
          {t('files.remove')}
        </Button>
        {!refused && !several && (
          <Button act="minor-file" onClick={() => onFile({ type: 'file.remove', id, minor: true })}>
            {t('files.minor')}
          </Button>
        )}
      </div>
    </li>
  );
}
