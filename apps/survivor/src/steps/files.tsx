import { useState } from 'preact/hooks';
import { MinorHelp } from '../ui/minor-help.tsx';
import { unanswered } from '../state/ages.ts';
import { focusOn } from '../ui/focus.ts';
import { usePage } from '../ui/page.tsx';
import { Picker } from '../ui/picker.tsx';
import { Actions, Screen } from '../ui/screen.tsx';

/** Pictures and videos: picked and read in the room, which is opened here and nowhere earlier. */
export function FilesStep() {
  const { t, state, dispatch } = usePage();
  const [broken, setBroken] = useState(false);
  const busy = state.files.some((file) => !file.signals && !file.refused);
  const [again, setAgain] = useState(false);
  const open = state.files.some((file) => unanswered(state, file));
  const onward = () => {
    if (open && !again) {
      setAgain(true);
      focusOn('[data-file-age="open"]');
      return;
    }
    // No answer is treated as under 18: such a picture is out, and nothing of it goes on.
    dispatch({ type: 'files.settle' });
    dispatch({ type: 'go', step: 'words' });
  };
  return (
    <Screen step="files" title={t('files.title')} lead={t('files.lead')}>
      {broken ? (
        <p role="alert">{t('files.broken')}</p>
      ) : (
        <Picker state={state} onFile={dispatch} onBroken={() => setBroken(true)} />
      )}
      {state.offered && (
        <div role="status">
          <MinorHelp>{t('files.minor.gone')}</MinorHelp>
        </div>
      )}
      {open && (
        <p class="note" role="status">
          {t(again ? 'age.each.again' : 'age.each.open')}
        </p>
      )}
      <p class="small">{t('files.shame')}</p>
      <Actions next={onward} disabled={busy} skip={onward} />
    </Screen>
  );
}
