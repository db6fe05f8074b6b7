import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { usePage } from '../ui/page.tsx';
import { Button } from '../ui/screen.tsx';

let loaded: FunctionComponent | undefined;

/**
 * The screens after the age answer, and those of a return: link box, picker, story, receipt and everything that seals
 * are in a part of the page that is fetched only now.
 */
export function LateStep() {
  const { t } = usePage();
  const [Late, setLate] = useState(() => loaded);
  const [failed, setFailed] = useState(false);
  const load = () => {
    setFailed(false);
    import('./late.tsx').then(
      ({ LateScreens }) => {
        loaded = LateScreens;
        setLate(() => LateScreens);
      },
      () => setFailed(true),
    );
  };
  useEffect(() => {
    if (!loaded) load();
  }, []);
  if (Late) return <Late />;
  return (
    <section class="screen" data-step="loading">
      <p role="status">{failed ? t('app.failed') : t('app.loading')}</p>
      {failed && (
        <Button act="retry" kind="main" onClick={load}>
          {t('app.retry')}
        </Button>
      )}
    </section>
  );
}
