import { useState } from 'preact/hooks';
import { readLinks } from '../state/links.ts';
import { LinkBox } from '../ui/link-box.tsx';
import { usePage } from '../ui/page.tsx';
import { Actions, Screen } from '../ui/screen.tsx';
import { MinorHelp } from '../ui/minor-help.tsx';

/** Links and accounts: one, hundreds, or none. */
export function PlacesStep() {
  const { t, state, dispatch } = usePage();
  const [pending, setPending] = useState('');
  const next = () => {
    // What is typed counts, whether or not she pressed "add".
    const { links } = readLinks(pending, state.links);
    if (links.length > 0) dispatch({ type: 'links', links: [...state.links, ...links] });
    dispatch({ type: 'go', step: 'files' });
  };
  return (
    <Screen step="places" title={t('places.title')} lead={t('places.lead')}>
      <LinkBox
        links={state.links}
        onChange={(links) => dispatch({ type: 'links', links })}
        pending={pending}
        onPending={setPending}
      />
      <p class="small">{t('places.limits')}</p>
      <p class="small">{t('places.keep')}</p>
      <MinorHelp>{t('places.minor')}</MinorHelp>
      <Actions next={next} skip={() => dispatch({ type: 'go', step: 'files' })} />
    </Screen>
  );
}
