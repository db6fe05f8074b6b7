import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { usePage } from '../ui/page.tsx';
import { Button } from '../ui/screen.tsx';

/** Screens in a part of the page that is fetched only when they are needed, once. */
export function fetched<P extends object>(
  fetchPart: () => Promise<FunctionComponent<P>>,
): FunctionComponent<P> {
  let loaded: FunctionComponent<P> | undefined;
  return function Fetched(given: P) {
    const { t } = usePage();
    const [Part, setPart] = useState(() => loaded);
    const [failed, setFailed] = useState(false);
    const load = () => {
      setFailed(false);
      fetchPart().then(
        (part) => {
          loaded = part;
          setPart(() => part);
        },
        () => setFailed(true),
      );
    };
    useEffect(() => {
      if (!loaded) load();
    }, []);
    if (Part) return <Part {...given} />;
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
  };
}

/**
 * The screens after the age answer, and those of a return: link box, picker, story, receipt and everything that seals
 * are in a part of the page that is fetched only now.
 */
export const LateStep = fetched(async () => (await import('./late.tsx')).LateScreens);
