import type { NoticeShape } from '../../api/notices.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import type { OpenedCase } from '../case/open-case.ts';

type Mail = NoticeShape['mails'][number];

/** What a person can say of a mail; the first is what the mail itself suggests. */
function choices({ kind, id, at, digest }: Mail, now: string): { name: Choice; body: object }[] {
  const proof = {
    fact: 'receipted',
    at: at !== null && at <= now ? at : now,
    kind: kind === 'auto-reply' || kind === 'delivery-receipt' ? kind : 'ticket',
    proof: digest,
    mail: id,
  };
  const proofs = [{ name: 'proof' as const, body: proof }];
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
