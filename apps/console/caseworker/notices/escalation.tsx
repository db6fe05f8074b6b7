import { stepTo, textPaper } from '@amaan/notice';
import type { EscalationShape } from '../../api/notices.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { PdfButton } from './papers/paper-card.tsx';

/** The next step's letter, with the history that the server drafted: to read, to copy, to print. */
export function EscalationCard({ escalation: { authority, text, ur, at } }: { escalation: EscalationShape }) {
  const { say, language } = useWords();
  const paper = textPaper({
    title: 'Complaint',
    day: at.slice(0, 10),
    draft: true,
    text: { en: text, ...(ur !== null && { ur }) },
  });
  return (
    <details class="notice" data-view="escalation">
      <summary>{say(notices['escalation'], { authority: stepTo(authority, language) })}</summary>
      <PdfButton paper={paper} name="complaint" />
      {(
        [
          ['en', text],
          ['ur', ur],
        ] as const
      ).map(
        ([lang, body]) =>
          body !== null && (
            <div key={lang}>
              <CopyButton text={body} />
              <pre class="text draft-text" lang={lang} dir={lang === 'ur' ? 'rtl' : 'ltr'} tabindex={0}>
                {body}
              </pre>
            </div>
          ),
      )}
    </details>
  );
}
