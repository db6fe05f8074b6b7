import { useState } from 'preact/hooks';
import { entry } from '../text/entry.ts';
import type { Line } from '../text/line.ts';
import { useWords } from '../text/words.tsx';
import { Dialog } from './dialog.tsx';
import { Check } from './field.tsx';
import { lettersOn, setLetters } from './keys.ts';

const CASEWORK: readonly (readonly [string, Line])[] = [
  ['j k', entry['help.move']],
  ['Enter', entry['help.open']],
  ['/', entry['help.find']],
  ['m', entry['help.answer']],
  ['1 … 5', entry['help.parts']],
  ['u', entry['help.list']],
  ['?', entry['help.help']],
];

/** The keys, and the switch that turns single letters off. */
export function Help({ close, keys = CASEWORK }: { close: () => void; keys?: typeof CASEWORK }) {
  const { say } = useWords();
  const [on, setOn] = useState(lettersOn());
  return (
    <Dialog title={say(entry['help.title'])} view="help" close={close}>
      <dl class="facts">
        {keys.map(([key, line]) => (
          <>
            <dt>
              <kbd dir="ltr">{key}</kbd>
            </dt>
            <dd>{say(line)}</dd>
          </>
        ))}
      </dl>
      <Check
        act="letters"
        checked={on}
        change={(letters) => {
          setLetters(letters);
          setOn(letters);
        }}
      >
        {say(entry['help.on'])}
      </Check>
    </Dialog>
  );
}
