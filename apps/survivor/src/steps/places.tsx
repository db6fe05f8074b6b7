import { useState } from 'preact/hooks';
import { openGroups, withLinks } from '../state/ages.ts';
import { readLinks } from '../state/links.ts';
import { KeepFirst } from '../ui/keep-first.tsx';
import { LinkBox } from '../ui/link-box.tsx';
import { usePage } from '../ui/page.tsx';
import { Actions, Screen } from '../ui/screen.tsx';
import { MinorHelp } from '../ui/minor-help.tsx';

/** Links and accounts: one, hundreds, or none. */
export function PlacesStep() {
  const { t, state, dispatch } = usePage();
  const [pending, setPending] = useState('');
  const onward = () => {
    // No answer is treated as under 18: such links are out, and nothing of them goes on.
    dispatch({ type: 'links.settle' });
    dispatch({ type: 'go', step: 'files' });
  };
  const next = () => {
    // What is typed counts, whether or not she pressed "add".
    const { links } = readLinks(pending, state.links);
    const now = { ...state, ...withLinks(state, [...state.links, ...links]) };
    if (links.length > 0) {
      dispatch({ type: 'links', links: now.links });
      setPending('');
      // She has not seen the questions about these yet.
      if (openGroups(now).length > 0) return;
    }
    onward();
  };
  return (
    <Screen step="places" title={t('places.title')} lead={t('places.lead')}>
      <LinkBox state={state} onLinks={dispatch} pending={pending} onPending={setPending} />
      {state.links.length > 0 && <KeepFirst />}
      <p class="small">{t('places.limits')}</p>
      <MinorHelp>{t('places.minor')}</MinorHelp>
      <Actions next={next} skip={onward} />
    </Screen>
  );
}
