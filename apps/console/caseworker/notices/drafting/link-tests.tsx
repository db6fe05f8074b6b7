import type { Regime } from '../../../api/notices.ts';
import { notices } from '../../../text/notice.ts';
import { useWords } from '../../../text/words.tsx';

type Answers = Readonly<Record<string, 'yes' | 'no'>>;

/**
 * The questions that decide whether the chosen routes apply, each asked once; what is not answered is not known, and
 * stops every route that asks it.
 */
export function LinkTests({
  rows,
  answers,
  change,
}: {
  rows: readonly Regime[];
  answers: Answers;
  change: (answers: Answers) => void;
}) {
  const { say } = useWords();
  const tests = [...new Map(rows.flatMap((row) => row.linkTests.map((test) => [test.id, test]))).values()];
  const without = (id: string) => Object.fromEntries(Object.entries(answers).filter(([key]) => key !== id));
  return (
    <div>
      {tests.length > 0 && <h3>{say(notices['tests'])}</h3>}
      {tests.map(({ id, question }) => (
        <fieldset key={id}>
          <legend lang="en" dir="ltr">
            {question}
          </legend>
          <div class="row">
            {(['yes', 'no', 'unknown'] as const).map((answer) => (
              <label key={answer}>
                <input
                  type="radio"
                  name={id}
                  data-act={`test-${id}-${answer}`}
                  checked={(answers[id] ?? 'unknown') === answer}
                  onChange={() => change(answer === 'unknown' ? without(id) : { ...answers, [id]: answer })}
                />{' '}
                {say(notices[answer])}
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}
