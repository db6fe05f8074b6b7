import type { Link } from '@amaan/custody';
import { useState } from 'preact/hooks';
import { formWords, type Told } from '../case/form-words.ts';
import { Button } from '../ui/screen.tsx';
import { useCase } from './use-case.ts';

/** A draft that she starts herself: words for a platform's own form, made here and sent by nobody. */
export function FormWords({ told, links }: { told: Told; links: readonly Link[] }) {
  const { t, lang } = useCase();
  const [shown, setShown] = useState(false);
  const [copied, setCopied] = useState(false);
  if (!shown)
    return (
      <Button act="form-words" onClick={() => setShown(true)}>
        {t('words.form')}
      </Button>
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
