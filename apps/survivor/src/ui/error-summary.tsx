import { useLayoutEffect, useRef } from 'preact/hooks';
import { usePage } from './page.tsx';

/** One thing that is not right yet: the field it is about, and what to do. */
export interface Fault {
  readonly field: string;
  readonly say: string;
}

interface ErrorSummaryProps {
  faults: readonly Fault[];
  /** Counts how often she wanted to go on: each time the focus comes here anew. */
  tried: number;
}

/** What is not right in a form, in one place, with a way to each field. It takes the focus when she wanted to go on. */
export function ErrorSummary({ faults, tried }: ErrorSummaryProps) {
  const { t } = usePage();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (tried > 0) box.current?.focus();
  }, [tried]);
  if (tried === 0 || faults.length === 0) return null;
  return (
    <div class="error-summary" role="group" aria-labelledby="error-summary" tabIndex={-1} ref={box}>
      <p id="error-summary">
        <strong>{t('app.faults')}</strong>
      </p>
      <ul>
        {faults.map(({ field, say }) => (
          <li key={field}>
            {/* No link: the address of the page never changes. */}
            <button type="button" class="as-link" onClick={() => document.getElementById(field)?.focus()}>
              {say}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
