import { type Paper, sheetText } from '@amaan/notice';
import { notices } from '../../../text/notice.ts';
import { useWords } from '../../../text/words.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { Notice } from '../../../ui/field.tsx';
import { useWork } from '../../../ui/work.ts';

/** Puts a paper into the browser's downloads. Its name says what it is, never whom it is about. */
export async function savePdf(paper: Paper, name: string): Promise<void> {
  // The compiler is large, and most visits print nothing.
  const { pdfOf } = await import('../../../print/pdf.ts');
  const url = URL.createObjectURL(new Blob([await pdfOf(paper)], { type: 'application/pdf' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.pdf`;
  link.click();
  // The download has its own hold on the bytes by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The button that sets a paper as PDF, and what went wrong. */
export function PdfButton({ paper, name, done }: { paper: Paper; name: string; done?: () => void }) {
  const { say } = useWords();
  const { run, busy, problem } = useWork();
  const save = () =>
    run(async () => {
      await savePdf(paper, name);
      done?.();
    });
  return (
    <>
      <button type="button" data-act="save-pdf" data-paper={name} aria-disabled={busy} onClick={save}>
        {say(notices[busy ? 'papers.setting' : 'papers.pdf'])}
      </button>
      {problem && <Notice kind="error">{problem}</Notice>}
    </>
  );
}

/** A paper on the screen: each language to read and to copy, and the whole as PDF. */
export function PaperCard({ title, name, paper }: { title: string; name: string; paper: Paper }) {
  const { say } = useWords();
  return (
    <section data-view="paper" data-paper={name}>
      <div class="row">
        <h3>{title}</h3>
        <PdfButton paper={paper} name={name} />
      </div>
      {paper.sheets.map((sheet, i) => (
        <details key={i}>
          <summary>{say(i > 1 ? notices['papers.annex'] : notices[`papers.read.${sheet.lang}`])}</summary>
          <div class="row">
            <CopyButton text={sheetText(sheet)} />
          </div>
          <pre class="text draft-text" dir={sheet.lang === 'ur' ? 'rtl' : 'ltr'} lang={sheet.lang}>
            {sheetText(sheet)}
          </pre>
        </details>
      ))}
    </section>
  );
}
