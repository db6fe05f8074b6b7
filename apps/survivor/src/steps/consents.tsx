import { askedOf } from '../state/reducer.ts';
import { KeepFirst } from '../ui/keep-first.tsx';
import { usePage } from '../ui/page.tsx';
import { Actions, Button, Screen } from '../ui/screen.tsx';
import type { ASKED } from '../state/model.ts';

type Asked = (typeof ASKED)[number];

function isWorded(kind: Asked): kind is Exclude<Asked, 'contact'> {
  return kind !== 'contact';
}

/** Each consent, one question a screen, yes and no alike. */
export function ConsentsStep() {
  const { t, state, dispatch } = usePage();
  const kinds = askedOf(state).filter(isWorded);
  const kind = kinds[Math.min(state.asked, kinds.length - 1)];
  if (!kind) return null;
  const onward = (given?: boolean, unseen = false) => {
    if (given !== undefined) dispatch({ type: 'consent', kind, given, unseen });
    // The list may grow by this very answer: count by kind, not by place.
    const after = askedOf(
      given === undefined ? state : { ...state, consents: { ...state.consents, [kind]: given } },
    );
    const at = after.indexOf(kind) + 1;
    dispatch({ type: 'asked', count: at });
    if (at >= after.length) dispatch({ type: 'go', step: 'contact' });
  };
  const given = state.consents[kind];
  const letters = kind === 'sendNotices';
  return (
    <Screen step="consents" part={kind} title={t(`consent.${kind}.title`)} lead={t(`consent.${kind}.say`)}>
      {kind === 'shareSignals' && <p>{t('consent.shareSignals.risk')}</p>}
      <div class="choices equal">
        <Button
          act="consent-yes"
          kind="choice"
          pressed={given === true && !(letters && state.unseen)}
          onClick={() => onward(true)}
        >
          {t(letters ? 'consent.sendNotices.each' : 'consent.yes')}
        </Button>
        {letters && (
          <Button
            act="consent-unseen"
            kind="choice"
            pressed={given === true && state.unseen}
            onClick={() => onward(true, true)}
          >
            {t('consent.sendNotices.unseen')}
          </Button>
        )}
        <Button act="consent-no" kind="choice" pressed={given === false} onClick={() => onward(false)}>
          {t('consent.no')}
        </Button>
      </div>
      {letters && state.links.length > 0 && <KeepFirst />}
      <p class="small">{t('consent.back')}</p>
      {state.asked === 0 ? (
        <Actions skip={() => onward()} />
      ) : (
        <div class="actions">
          <Button act="skip" onClick={() => onward()}>
            {t('app.skip')}
          </Button>
          <Button act="back" onClick={() => dispatch({ type: 'asked', count: state.asked - 1 })}>
            {t('app.back')}
          </Button>
        </div>
      )}
    </Screen>
  );
}
