import { useState } from 'preact/hooks';
import { openGroups, withLinks } from '../state/ages.ts';
import { MOST_LINKS, readLinks } from '../state/links.ts';
import { focusOn } from '../ui/focus.ts';
import { KeepFirst } from '../ui/keep-first.tsx';
import { LinkBox } from '../ui/link-box.tsx';
import { usePage } from '../ui/page.tsx';
import { Actions, Screen } from '../ui/screen.tsx';
import { MinorHelp } from '../ui/minor-help.tsx';

/** Links and accounts: one, hundreds, or none. */
export function PlacesStep() {
  const { t, state, dispatch } = usePage();
  const { links, typed } = state;
  const [again, setAgain] = useState(false);
  const [full, setFull] = useState(false);
  const onward = () => dispatch({ type: 'go', step: 'files' });
  const next = () => {
    // What is typed counts, whether or not she pressed "add".
    const all = [...links, ...readLinks(typed, links).links];
    setFull(all.length > MOST_LINKS);
    if (all.length > MOST_LINKS) return;
    const grown = all.length > links.length;
    if (grown) dispatch({ type: 'links', links: all });
    dispatch({ type: 'links.typed', typed: '' });
    // Asked once more. Without an answer they wait here: nothing of them is sent, and nothing is lost.
    if (openGroups({ ...state, ...withLinks(state, all) }).length > 0 && (grown || !again)) {
      setAgain(true);
      focusOn('.group-age');
      return;
    }
    onward();
  };
  const nothing = links.length === 0 && typed.trim() === '';
  return (
    <Screen step="places" title={t('places.title')} lead={t('places.lead')}>
      <LinkBox
        state={state}
        onLinks={dispatch}
        pending={typed}
        onPending={(text) => dispatch({ type: 'links.typed', typed: text })}
        again={again}
      />
      {full && <p role="alert">{t('places.full')}</p>}
      {links.length > 0 && <KeepFirst />}
      <p class="small">{t('places.limits')}</p>
      <MinorHelp>{t('places.minor')}</MinorHelp>
      <Actions next={next} {...(nothing ? { skip: onward } : {})} />
    </Screen>
  );
}
