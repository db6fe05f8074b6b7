import type { NoticeStatus } from '@amaan/custody';
import { useState } from 'preact/hooks';
import { answerNotice, noticeText, type ShownNotice } from '../case/notice.ts';
import { Button } from '../ui/screen.tsx';
import type { PartProps } from './case.tsx';
import { addresseeName } from './names.ts';
import { Outcome } from './outcome.tsx';
import { useCase } from './use-case.ts';
import { useWork } from './use-work.ts';

/** The letters: those that wait for her yes first and open to the eye, the others behind one line. */
export function Letters(props: PartProps) {
  const { t } = useCase();
  const all = Object.entries(props.visit.status?.notices ?? {});
  if (all.length === 0) return null;
  const waits = ([, { state, hers }]: (typeof all)[number]) => state === 'drafted' && !hers;
  const card = ([id, notice]: (typeof all)[number]) => <Letter key={id} id={id} notice={notice} {...props} />;
  const others = all.filter((each) => !waits(each));
  return (
    <section>
      <h2>{t('notices.title')}</h2>
      {all.some(waits) && <p class="note">{t('letter.waits')}</p>}
      <ul class="cards">{all.filter(waits).map(card)}</ul>
      {others.length > 0 && (
        <details data-letters={others.length}>
          <summary data-act="letters-other">{t('letters.other')}</summary>
          <ul class="cards">{others.map(card)}</ul>
        </details>
      )}
    </section>
  );
}

function Letter({ visit, refresh, id, notice }: PartProps & { id: string; notice: NoticeStatus }) {
  const { t, lang } = useCase();
  const work = useWork();
  const [shown, setShown] = useState<ShownNotice | 'shut'>();
  const { state, hers } = notice;
  // A deadline that no lawyer has checked is not hers to see, and so is its passing.
  const stand = state === 'expired' && notice.due === undefined ? 'receipted' : state;
  const open = () => work.run(async () => setShown((await noticeText(visit, id)) ?? 'shut'));
  const answer = (word: 'yes' | 'no') =>
    work.run(async () => {
      if (shown && shown !== 'shut') await answerNotice(visit, shown.document, word);
      await refresh();
    }, 'messages.sent');
  return (
    <li class="card" data-notice={state} data-hers={hers ? hers.given : 'none'}>
      <h3>{addresseeName(lang, notice.addressee)}</h3>
      <p>
        {t('letter.links', { n: notice.links })} · <strong>{t(`state.${stand}`)}</strong>
      </p>
      {hers && <p>{t(hers.given ? 'letter.said.yes' : 'letter.said.no')}</p>}
      {!shown && (
        <Button act="letter-open" disabled={work.busy} onClick={open}>
          {t('letter.open')}
        </Button>
      )}
      {shown === 'shut' && <p class="error">{t('letter.shut')}</p>}
      {shown && shown !== 'shut' && <Text shown={shown} notice={notice} busy={work.busy} answer={answer} />}
      <Outcome work={work} />
    </li>
  );
}

/** The exact text, and her yes or no to it: the yes in two steps, because others may learn of a letter. */
function Text(props: {
  shown: ShownNotice;
  notice: NoticeStatus;
  busy: boolean;
  answer: (word: 'yes' | 'no') => void;
}) {
  const { shown, notice, busy, answer } = props;
  const { t } = useCase();
  const [second, setSecond] = useState(false);
  const { document, signed, draft } = shown;
  const { text, sender, onBehalf, reply } = document;
  const { hers, state } = notice;
  const open = state === 'drafted';
  return (
    <div data-letter={document.digest}>
      {!signed && (
        <p class="error" role="alert">
          {t('letter.unsigned')}
        </p>
      )}
      <p>
        <strong>{t('letter.exact')}</strong> {draft && t('letter.draft')}
      </p>
      <p>
        {t('letter.from', { sender })}.{' '}
        {t(onBehalf === 'depicted_person' ? 'letter.name.in' : 'letter.name.out')}
      </p>
      {(['en', 'ur'] as const).map(
        (each) =>
          text[each] !== undefined && (
            <details key={each} open={each === 'en'}>
              <summary>{t(`letter.language.${each}`)}</summary>
              <pre class="letter" lang={each} dir={each === 'ur' ? 'rtl' : 'ltr'} tabIndex={0}>
                {text[each]}
              </pre>
            </details>
          ),
      )}
      {reply.email && (
        <p class="small">
          {t('letter.answers')}: <bdi dir="ltr">{reply.email}</bdi>
        </p>
      )}
      <p class="small">{t('places.limits')}</p>
      {signed && open && !hers?.given && !second && (
        <div class="actions">
          <Button act="letter-yes" kind="main" disabled={busy} onClick={() => setSecond(true)}>
            {t('letter.yes')}
          </Button>
          {!hers && (
            <Button act="letter-no" disabled={busy} onClick={() => answer('no')}>
              {t('letter.no')}
            </Button>
          )}
        </div>
      )}
      {second && !hers?.given && (
        <div class="note" role="group" aria-label={t('letter.second')}>
          <p>
            <strong>{t('letter.second')}</strong>
          </p>
          <p>{t('letter.warn')}</p>
          <div class="actions">
            <Button act="letter-send" kind="main" disabled={busy} onClick={() => answer('yes')}>
              {t('letter.sure')}
            </Button>
            <Button act="letter-no" disabled={busy} onClick={() => answer('no')}>
              {t('letter.no')}
            </Button>
          </div>
        </div>
      )}
      {state !== 'withdrawn' && (hers?.given ?? !open) && (
        <>
          <p class="small">{t('letter.back.say')}</p>
          <Button act="letter-back" disabled={busy} onClick={() => answer('no')}>
            {t('letter.back')}
          </Button>
        </>
      )}
    </div>
  );
}
