import { formatReceipt, groupMatches, RECEIPT_BYTES, RECEIPT_GROUPS } from '@amaan/custody';
import { random } from '../keys/random.ts';
import { entry } from '../text/entry.ts';
import { useWords } from '../text/words.tsx';
import { Field } from '../ui/field.tsx';
import { type Lack, useLacks } from '../ui/lacks.tsx';

/** A new recovery phrase and the group of it that is to be typed back. */
export interface NewPhrase {
  readonly phrase: string;
  readonly group: number;
}

/** Makes one. */
export function newPhrase(): NewPhrase {
  return { phrase: formatReceipt(random(RECEIPT_BYTES)), group: (random(1)[0] ?? 0) % RECEIPT_GROUPS };
}

/** Whether the right group was typed back. */
export function typedBack({ phrase, group }: NewPhrase, typed: string): boolean {
  return groupMatches(phrase, group, typed);
}

/** What stops somebody who has not typed the group back. */
export function useTypedBack(made: NewPhrase | undefined, typed: string) {
  const open = made === undefined || !typedBack(made, typed);
  const { complete, of } = useLacks({
    group: open && entry[typed === '' ? 'join.group.lack' : 'join.group.wrong'],
  });
  return { complete, lack: of('group') };
}

/** Shows a phrase once and asks for one group of it. */
export function ShowPhrase(props: {
  made: NewPhrase;
  typed: string;
  type: (value: string) => void;
  lack: Lack | undefined;
}) {
  const { say } = useWords();
  const { made, typed, lack } = props;
  return (
    <>
      <p>{say(entry['join.keys.say'])}</p>
      <p class="phrase code" dir="ltr" data-view="phrase-text">
        {made.phrase}
      </p>
      <p>
        <button type="button" data-act="print" onClick={() => window.print()}>
          {say(entry['join.print'])}
        </button>
      </p>
      <Field
        label={say(entry['join.group'], { n: made.group + 1 })}
        value={typed}
        change={props.type}
        act="phrase-group"
        code
        maxLength={8}
        data-group={made.group + 1}
        lack={lack}
        {...(!lack && typed.length >= 5 && !typedBack(made, typed)
          ? { hint: say(entry['join.group.wrong']), 'aria-invalid': true }
          : {})}
      />
    </>
  );
}
