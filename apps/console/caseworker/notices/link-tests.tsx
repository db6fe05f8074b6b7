import type { Regime } from '../../api/notices.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';

type Answers = Readonly<Record<string, 'yes' | 'no'>>;

/** The questions that decide whether a route applies; what is not answered is not known, and stops it. */
export function LinkTests({
  regime,
  answers,
  change,
}: {
  regime: Regime;
  answers: Answers;
  change: (answers: Answers) => void;
}) {
  const { say } = useWords();
  const without = (id: string) => Object.fromEntries(Object.entries(answers).filter(([key]) => key !== id));
  return (
    <div>
      {regime.linkTests.length > 0 && <h3>{say(notices['tests'])}</h3>}
      {regime.linkTests.map(({ id, question }) => (
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
