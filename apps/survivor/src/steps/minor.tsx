import { useState } from 'preact/hooks';
import { usePage } from '../ui/page.tsx';
import { HelpLines } from '../ui/help-lines.tsx';
import { Button, Lines, Screen } from '../ui/screen.tsx';
import { hush, speak } from '../ui/speak.ts';
import { minorOffers } from './minor-offers.ts';

/** Under 18, not sure, or no answer: what helps, in the order of the child-safety rules. Nothing is stored. */
export function MinorStep() {
  const { t, lang, dispatch, profile, today } = usePage();
  const [silent, setSilent] = useState(false);
  const offers = minorOffers(profile, today);
  const aloud = () => {
    const words = [
      t('minor.kind'),
      ...offers.flatMap(({ title, lines }) => [title, ...lines].map((key) => t(key))),
    ];
    setSilent(!speak(lang, words.join('\n')));
  };
  return (
    <Screen step="minor" title={t('minor.title')}>
      <Lines lines={[t('minor.kind'), t('minor.hold'), t('minor.stored')]} />
      <HelpLines always />
      <p class="small">{t('minor.lines')}</p>
      <ol class="offers">
        {offers.map(({ title, lines, web: address }) => (
          <li key={title}>
            <h2>{t(title)}</h2>
            {lines.map((line) => (
              <p key={line}>{t(line)}</p>
            ))}
            {address && (
              <a
                class="button"
                href={`https://${address}/`}
                target="_blank"
                rel="noopener noreferrer"
                referrerpolicy="no-referrer"
              >
                {t('minor.open')} <bdi dir="ltr">{address}</bdi>
              </a>
            )}
          </li>
        ))}
      </ol>
      <p>{t('minor.see')}</p>
      <h2>{t('minor.trust')}</h2>
      <p>{t('minor.trust.say')}</p>
      <p>{t('help.life')}</p>
      <p class="small">{t('minor.proxy')}</p>
      {silent && <p role="status">{t('receipt.read.none')}</p>}
      <div class="actions">
        <Button act="print" onClick={() => window.print()}>
          {t('minor.print')}
        </Button>
        <Button act="aloud" onClick={aloud}>
          {t('minor.read')}
        </Button>
        <Button
          act="again"
          onClick={() => {
            hush();
            dispatch({ type: 'forget' });
          }}
        >
          {t('minor.again')}
        </Button>
      </div>
    </Screen>
  );
}
