import { useCase } from './use-case.ts';
import type { Work } from './use-work.ts';

/** How the last thing went, said aloud too. */
export function Outcome({ work }: { work: Work }) {
  const { t } = useCase();
  return (
    <div role="status" aria-busy={work.busy} data-busy={work.busy} class="outcome">
      {work.busy && t('app.loading')}
      {work.done && <p data-done={work.done}>✓ {t(work.done)}</p>}
      {work.trouble && (
        <p class="error" data-trouble={work.trouble}>
          {t(work.trouble)}
        </p>
      )}
    </div>
  );
}
