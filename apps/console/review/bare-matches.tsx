import { useState } from 'preact/hooks';
import type { KeyLine } from '../api/operate.ts';
import { operate } from '../text/operate.ts';
import { useWords } from '../text/words.tsx';
import { Field } from '../ui/field.tsx';

/** What a key met today by hashes alone, of what it may; and a figure of its own for a site that makes its hashes itself. */
export function BareMatches(props: {
  line: KeyLine;
  standard: number;
  set: (figure: number | null) => void;
}) {
  const { line, standard, set } = props;
  const { say } = useWords();
  const [figure, setFigure] = useState(line.bareMatches === null ? '' : String(line.bareMatches));
  const most = line.bareMatches ?? standard;
  const half = most > 0 && 2 * line.bareToday > most;
  const used =
    most === 0
      ? say(operate['keys.bare.any'], { n: line.bareToday })
      : say(operate['keys.bare.of'], { n: line.bareToday, most });
  return (
    <details data-view="key-bare">
      <summary>
        <span class={half ? 'badge warn' : 'quiet'}>{used}</span>
      </summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          set(figure.trim() === '' ? null : Number(figure));
        }}
      >
        <BareField value={figure} change={setFigure} standard={standard} act="bare-figure" />
        <button type="submit" data-act="set-bare">
          {say(operate['keys.bare.set'])}
        </button>
      </form>
    </details>
  );
}

/** The field for that figure. */
export function BareField(props: {
  value: string;
  change: (value: string) => void;
  standard: number;
  act: string;
}) {
  const { value, change, standard, act } = props;
  const { say } = useWords();
  return (
    <Field
      label={say(operate['keys.bare'])}
      value={value}
      change={change}
      act={act}
      code
      maxLength={7}
      pattern="0|[1-9][0-9]{0,5}|1000000"
      inputMode="numeric"
      hint={
        standard === 0 ? say(operate['keys.bare.none']) : say(operate['keys.bare.default'], { n: standard })
      }
    />
  );
}
