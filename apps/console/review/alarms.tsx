import type { OperationsView } from '../api/operate.ts';
import { operate } from '../text/operate.ts';
import { useWords } from '../text/words.tsx';

const BEHIND_MS = 60 * 60_000;

/** What needs a person, before everything else: exchanges that fail, lag or owe, and suspended signals. */
export function Alarms({ view }: { view: OperationsView }) {
  const { say, span } = useWords();
  const lines = view.exchanges
    .filter(({ enabled }) => enabled)
    .flatMap(({ name, failures, behind, gaps, proofsWaiting }) => [
      ...(failures > 0 ? [say(operate['alarm.failing'], { name, n: failures })] : []),
      ...(behind !== null && behind > BEHIND_MS
        ? [say(operate['alarm.behind'], { name, time: span(behind) })]
        : []),
      ...(gaps > 0 ? [say(operate['alarm.gaps'], { name, n: gaps })] : []),
      ...(proofsWaiting > 0 ? [say(operate['alarm.proofs'], { name, n: proofsWaiting })] : []),
    ]);
  if (view.waiting.total > 0) lines.push(say(operate['alarm.waiting'], { n: view.waiting.total }));
  if (view.stoppedKeys > 0) lines.push(say(operate['alarm.keys'], { n: view.stoppedKeys }));
  if (view.restingKeys > 0) lines.push(say(operate['alarm.resting'], { n: view.restingKeys }));
  if (view.halfKeys > 0) lines.push(say(operate['alarm.half'], { n: view.halfKeys }));
  if (lines.length === 0)
    return (
      <p class="notice good" data-view="alarms" data-alarms="0">
        {say(operate['alarms.none'])}
      </p>
    );
  return (
    <section class="notice error" data-view="alarms" data-alarms={lines.length}>
      <h2>{say(operate['alarms'])}</h2>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
