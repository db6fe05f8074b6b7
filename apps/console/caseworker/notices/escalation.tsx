import { textPaper } from '@amaan/notice';
import type { EscalationShape } from '../../api/notices.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { PdfButton } from './papers/paper-card.tsx';

/** The next step's letter, with the history that the server drafted: to read, to copy, to print. */
export function EscalationCard({ escalation: { authority, text, at } }: { escalation: EscalationShape }) {
  const { say } = useWords();
  const paper = textPaper({ title: 'Complaint', day: at.slice(0, 10), draft: true, text: { en: text } });
  return (
    <details class="notice" data-view="escalation">
      <summary>{say(notices['escalation'], { authority })}</summary>
      <div class="row">
        <CopyButton text={text} />
        <PdfButton paper={paper} name="complaint" />
      </div>
      <pre class="text draft-text" dir="auto" tabindex={0}>
        {text}
      </pre>
    </details>
  );
}
