import type { Link } from '@amaan/custody';
import { useState } from 'preact/hooks';
import { formWords, type Told, toldOf } from '../case/form-words.ts';
import type { Visit } from '../case/visit.ts';
import { Button } from '../ui/screen.tsx';
import { Outcome } from './outcome.tsx';
import { useCase } from './use-case.ts';
import { useWork } from './use-work.ts';

/** A draft that she starts herself: words for a platform's own form, made here and sent by nobody. */
export function FormWords({ visit, links }: { visit: Visit; links: readonly Link[] }) {
  const { t, lang } = useCase();
  const work = useWork();
  const [told, setTold] = useState<Told>();
  const [copied, setCopied] = useState(false);
  if (!told)
    return (
      <>
        <Button
          act="form-words"
          disabled={work.busy}
          onClick={() => work.run(async () => setTold(await toldOf(visit)))}
        >
          {t('words.form')}
        </Button>
        <Outcome work={work} />
      </>
    );
  // Its form is mostly read in English: that first, and hers where it is another.
  const text = [...new Set(['en', lang] as const)].map((each) => formWords(each, told, links)).join('\n\n\n');
  return (
    <section data-form-words={links.length}>
      <p class="small">{t('words.form.say')}</p>
      <blockquote dir="auto" class="quote words">
        {text}
      </blockquote>
      <Button
        act="form-words-copy"
        onClick={() => {
          navigator.clipboard.writeText(text).then(
            () => setCopied(true),
            () => setCopied(false),
          );
        }}
      >
        {t(copied ? 'receipt.copied' : 'words.form.copy')}
      </Button>
      <p role="status" class="unheard">
        {copied && t('receipt.copied')}
      </p>
    </section>
  );
}
