import { nameOf, stepTo } from '@amaan/notice';
import type { Addressee, EscalationShape, NoticeListShape, NoticeShape } from '../../api/notices.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { Notice } from '../../ui/field.tsx';
import type { OpenedCase } from '../case/open-case.ts';
import { Clock } from './clock.tsx';
import { EscalationCard } from './escalation.tsx';
import { Facts } from './facts.tsx';
import { Follows } from './follows.tsx';
import { Handover } from './handover.tsx';
import { Happened } from './happened.tsx';
import { HerYes } from './her-yes.tsx';
import { Looks } from './looks.tsx';
import { Mails } from './mails.tsx';
import { Proof } from './proof.tsx';

const SEEN = ['present', 'missing', 'uncertain', 'unchecked'] as const;
const PROVABLE = ['sent', 'receipted', 'expired'];

/** One notice: how it stands, its clock, its mails, what a person carries, and what a person may enter. */
export function NoticeCard(props: {
  notice: NoticeShape;
  now: string;
  addressee: Addressee | undefined;
  opened: OpenedCase;
  reload: () => Promise<void>;
  /** The next steps' letters that the server drafted for it. */
  escalations: readonly EscalationShape[];
  /** A saved mail about this notice that was dropped on the page. */
  mail: File | undefined;
  enter: (body: object) => void;
  /** Shows the list as the server gave it after a change. */
  look: (list: NoticeListShape) => void;
  again: (id: string) => void;
}) {
  const { notice, now, addressee, opened, reload, escalations, mail, enter, look, again } = props;
  const { say, when, language } = useWords();
  const { state, channel } = notice;
  const carried = !['api', 'email'].includes(channel);
  const watched = ({ watched: all }: NoticeShape) =>
    SEEN.flatMap((seen) => {
      const n = all.filter((each) => each.state === seen).length;
      return n === 0 ? [] : say(notices['watch.of'], { n, state: say(notices[`watch.${seen}`]) });
    }).join(say(notices['list.comma']));
  const colour = state === 'observed' ? 'good' : state === 'expired' ? 'bad' : '';
  return (
    <article class="card" data-view="notice" data-notice={notice.id} data-state={state}>
      <header class="row">
        <h2>{nameOf(notice.addressee)[language]}</h2>
        <span class="badge">{notice.regime}</span>
        <span class={`badge ${colour}`}>
          {say(carried && state === 'approved' ? notices['state.carry'] : notices[`state.${state}`])}
        </span>
        {notice.draft && <span class="badge warn">{say(notices['draft'])}</span>}
      </header>
      {notice.held && <Notice kind="error">{say(notices['held'])}</Notice>}
      {notice.confirmDay && <p class="hint">{say(notices['confirm-day'])}</p>}
      {state === 'drafted' && <HerYes notice={notice} opened={opened} look={look} />}
      <dl class="facts">
        {notice.sentAt && (
          <>
            <dt>{say(notices['sent-at'])}</dt>
            <dd>{when(notice.sentAt)}</dd>
          </>
        )}
        {notice.number && (
          <>
            <dt>{say(notices['number'])}</dt>
            <dd dir="ltr">{notice.number}</dd>
          </>
        )}
        {notice.watched.length > 0 && (
          <>
            <dt>{say(notices['watch.sum'])}</dt>
            <dd data-view="watched">{watched(notice)}</dd>
          </>
        )}
        {notice.next.length > 0 && (
          <>
            <dt>{say(notices['next'])}</dt>
            {notice.next.map(({ to, act, after }) => (
              <dd key={`${to} ${act} ${after}`}>
                <bdi>{stepTo(to, language)}</bdi>: {say(notices[`act.${act}`])}
              </dd>
            ))}
          </>
        )}
      </dl>
      {notice.clock && <Clock clock={notice.clock} now={now} row={notice.regimeVersion} />}
      {escalations.map((each) => (
        <EscalationCard key={each.id} escalation={each} />
      ))}
      <Follows follows={notice.follows} now={now} />
      <Mails notice={notice} now={now} opened={opened} reload={reload} enter={enter} />
      {carried && !notice.held && ['approved', 'sent'].includes(state) && (
        <Handover notice={notice} addressee={addressee} />
      )}
      {PROVABLE.includes(state) && channel !== 'api' && (
        <Proof notice={notice.id} {...(mail ? { mail } : {})} enter={enter} />
      )}
      {notice.again.map(({ next, links }) => (
        <p key={next} class="row">
          <strong>{say(notices['again'], { n: links.length })}</strong>
          <button type="button" data-act="draft-again" onClick={() => again(next)}>
            {say(notices['again.draft'])}
          </button>
        </p>
      ))}
      <Facts notice={notice} enter={enter} />
      {notice.sentAt && state !== 'withdrawn' && <Looks notice={notice} opened={opened} look={look} />}
      {notice.happenings.length > 0 && <Happened choices={notice.happenings} enter={enter} />}
    </article>
  );
}
