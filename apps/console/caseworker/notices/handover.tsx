import { fieldTexts, type NoticeDocument, textPaper } from '@amaan/notice';
import { useState } from 'preact/hooks';
import { type Addressee, noticePath, type NoticeShape } from '../../api/notices.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import { PdfButton } from './papers/paper-card.tsx';

/** A notice that a person carries: each field of the addressee's form to copy, the whole text, and the PDF. */
export function Handover({ notice, addressee }: { notice: NoticeShape; addressee: Addressee | undefined }) {
  const { say } = useWords();
  const { api } = useDesk();
  const { run, busy, problem } = useWork();
  const [document, setDocument] = useState<NoticeDocument>();
  const open = () =>
    run(async () => {
      setDocument((await api.get<{ document: NoticeDocument }>(`${noticePath(notice)}/document`)).document);
    });
  if (!document)
    return (
      <p>
        {problem && <Notice kind="error">{problem}</Notice>}
        <button type="button" data-act="open-document" aria-disabled={busy} onClick={open}>
          {say(notices['handover'])}
        </button>
      </p>
    );
  const { createdAt, text } = document;
  const paper = textPaper({ title: 'Notice', day: createdAt.slice(0, 10), draft: notice.draft, text });
  return (
    <section data-view="handover">
      <h3>{say(notices['handover.title'])}</h3>
      {addressee?.form && (
        <p dir="ltr" class="hint">
          {addressee.form}
        </p>
      )}
      {fieldTexts(document, addressee?.fields ?? []).map(({ field, text: body }) => (
        <div key={field} data-field={field}>
          <div class="row">
            <strong>{say(notices[`field.${field}`])}</strong>
            <CopyButton text={body} act="copy-field" />
          </div>
          <pre class="text draft-text" dir="auto" tabindex={0}>
            {body}
          </pre>
        </div>
      ))}
      <PdfButton paper={paper} name="notice" />
    </section>
  );
}
