import { speaksOfDying } from './despair.ts';
import { HelpLines } from './help-lines.tsx';
import { usePage } from './page.tsx';

/** A human line at once when her words speak of dying; seen on this device only. */
export function Despair({ text }: { text: string }) {
  const { t } = usePage();
  return (
    <div role="status" data-despair={speaksOfDying(text)}>
      {speaksOfDying(text) && (
        <>
          <p class="note">{t('help.life')}</p>
          <HelpLines always />
        </>
      )}
    </div>
  );
}
