import { PROXY_QUESTIONS } from '../state/model.ts';
import { usePage } from './page.tsx';

/** Every answer of hers that is sent, in the words in which it was asked. */
export function HerAnswers() {
  const { t, state } = usePage();
  const { danger, who, home, situation, proxy, files } = state;
  const acts = who === 'helping' || who === 'care';
  const pictures = files.filter(({ signals }) => signals);
  const lines = [
    ...(danger ? [t('arrive.yes')] : []),
    ...(who === 'skipped' ? [] : [`${t('who.title')} ${t(`who.${who}`)}`]),
    ...(home ? [`${t('home.title')} ${t(`home.${home}`)}`] : []),
    ...situation.map((one) => t(`situation.${one}`)),
    ...PROXY_QUESTIONS.filter((question) => acts && proxy[question].trim() !== '').map(
      (question) => `${t(`words.${question}`)} ${proxy[question].trim()}`,
    ),
    ...pictures.flatMap(({ contentType, kinds }, i) => {
      const name = t(contentType === 'video' ? 'files.video' : 'files.photo', { n: i + 1 });
      return kinds.map((kind) => `${name}: ${t(`files.${kind}`)}`);
    }),
  ];
  if (lines.length === 0) return null;
  return (
    <li>
      {t('review.answers')}
      <ul data-answers={lines.length}>
        {lines.map((line) => (
          <li key={line} dir="auto">
            {line}
          </li>
        ))}
      </ul>
    </li>
  );
}
