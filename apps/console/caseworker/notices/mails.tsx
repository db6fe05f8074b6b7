import type { NoticeShape } from '../../api/notices.ts';
import { entry } from '../../text/entry.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import type { OpenedCase } from '../case/open-case.ts';

type Mail = NoticeShape['mails'][number];

const isMachine = ({ kind }: Mail): boolean => kind === 'auto-reply' || kind === 'delivery-receipt';

function proofOf(mail: Mail, now: string): object {
  const { kind, id, at, digest } = mail;
  return {
    fact: 'receipted',
    at: at !== null && at <= now ? at : now,
    kind: isMachine(mail) ? kind : 'ticket',
    proof: digest,
    mail: id,
  };
}

/** What a person can say of a mail; the first is what the mail itself suggests. */
function choices(mail: Mail, now: string): { name: Choice; body: object }[] {
  const { kind, id, at } = mail;
  const proofs = [{ name: 'proof' as const, body: proofOf(mail, now) }];
  const bounce = [{ name: 'bounced' as const, body: { fact: 'bounced', mail: id } }];
  const answers = (['removed', 'decided', 'refused', 'needsMore'] as const).map((answer) => ({
    name: answer,
    body: { fact: 'answered', answer, mail: id, ...(at !== null && at <= now && { at }) },
  }));
  const asked = [{ name: 'asked' as const, body: { fact: 'asked', what: 'id-or-account', mail: id } }];
  const other = [{ name: 'other' as const, body: { fact: 'otherMail', mail: id } }];
  return kind === 'bounced'
    ? [...bounce, ...proofs, ...other]
    : [...proofs, ...answers, ...asked, ...bounce, ...other];
}
type Choice = 'proof' | 'bounced' | 'removed' | 'decided' | 'refused' | 'needsMore' | 'asked' | 'other';

/** All replies that machines wrote, over all notices of the case: looked through below, entered as proofs together. */
export function AllReplies(props: {
  notices: readonly NoticeShape[];
  now: string;
  /** Enters one fact of a notice; the next is entered once it is there. */
  enter: (notice: string, body: object) => Promise<void>;
}) {
  const { notices: list, now, enter } = props;
  const { say } = useWords();
  const { run, busy, problem } = useWork();
  const machines = list.flatMap(({ id, mails }) => mails.filter(isMachine).map((mail) => ({ id, mail })));
  if (machines.length < 2) return null;
  const enterAll = () =>
    run(async () => {
      for (const { id, mail } of machines) await enter(id, proofOf(mail, now));
    });
  return (
    <div class="notice row" data-view="all-replies">
      <span>{say(notices['mails.all.say'], { n: machines.length })}</span>
      <button type="button" class="main" data-act="mails-all" aria-disabled={busy} onClick={enterAll}>
        {say(busy ? entry['working'] : notices['mails.all'], { n: machines.length })}
      </button>
      {problem && <Notice kind="error">{problem}</Notice>}
    </div>
  );
}

/** Mails that came in about a notice: each is read here and means nothing until a person says what it is. */
export function Mails(props: {
  notice: NoticeShape;
  now: string;
  opened: OpenedCase;
  reload: () => Promise<void>;
  enter: (body: object) => void;
}) {
  const { notice, now, opened, reload, enter } = props;
  const { say, when } = useWords();
  return (
    <>
      {notice.mails.map((mail) => {
        const shown = opened.messages.find(({ item }) => item.id === mail.item);
        return (
          <section key={mail.id} class="notice" data-view="mail" data-kind={mail.kind}>
            <p>
              <strong>{say(notices[`mail.${mail.kind}`])}</strong> {mail.at && when(mail.at)}
            </p>
            {shown ? (
              <pre class="text draft-text" dir="auto" tabindex={0}>
                {shown.message?.text}
              </pre>
            ) : (
              <button type="button" data-act="read-mail" onClick={() => void reload()}>
                {say(notices['mail.read'])}
              </button>
            )}
            <div class="row">
              {choices(mail, now).map(({ name, body }, i) => (
                <button
                  key={name}
                  type="button"
                  class={i === 0 ? 'main' : ''}
                  data-act={`mail-${name}`}
                  onClick={() => enter(body)}
                >
                  {say(notices[`mail.is.${name}`])}
                </button>
              ))}
            </div>
          </section>
        );
      })}
    </>
  );
}
