import { toHex } from '@amaan/base';
import { type MailSuggestion, readMail } from '@amaan/notice';
import { useEffect, useState } from 'preact/hooks';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { Choice, Field, Notice } from '../../ui/field.tsx';
import { useDescribed, useLacks } from '../../ui/lacks.tsx';
import { MOMENT } from './happened.tsx';

const KINDS = ['auto-reply', 'ticket', 'delivery-receipt', 'stamped-copy', 'registered-post'] as const;
type Kind = (typeof KINDS)[number];

/** What a mail suggests to enter: it only fills the form in, a person decides. */
function kindOf(suggestion: MailSuggestion): Kind {
  return suggestion.kind === 'auto-reply' || suggestion.kind === 'delivery-receipt'
    ? suggestion.kind
    : 'ticket';
}

/**
 * Proof that they have the notice: the file stays in this browser, its digest goes into the ledger. A saved mail (.eml)
 * is read for what it is and when it was written; one that belongs to another notice or is a bounce says so.
 */
export function Proof({
  notice,
  mail: dropped,
  enter,
}: {
  notice: string;
  /** A saved mail that was dropped on the page and is about this notice. */
  mail?: File;
  enter: (body: object) => void;
}) {
  const { say } = useWords();
  const [kind, setKind] = useState<Kind>('auto-reply');
  const [at, setAt] = useState('');
  const [number, setNumber] = useState('');
  const [proof, setProof] = useState<string>();
  const [mail, setMail] = useState<MailSuggestion>();
  const read = async (file: File | undefined) => {
    if (!file) return;
    const bytes = new Uint8Array(await file.arrayBuffer());
    setProof(toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))));
    const suggestion = file.name.endsWith('.eml')
      ? readMail(new TextDecoder('latin1').decode(bytes))
      : undefined;
    setMail(suggestion);
    if (suggestion) setKind(kindOf(suggestion));
    if (suggestion?.at) setAt(suggestion.at);
  };
  useEffect(() => void read(dropped), [dropped]);
  const other = mail !== undefined && mail.notice !== notice;
  const bounced = mail?.kind === 'bounced';
  const lacks = useLacks({
    file: other
      ? notices['proof.other']
      : bounced
        ? notices['proof.bounced']
        : proof === undefined && notices['proof.file.lack'],
    at: !MOMENT.test(at) && notices['moment.lack'],
  });
  const file = useDescribed<HTMLInputElement>(lacks.of('file'));
  return (
    <details data-view="proof" open={dropped !== undefined}>
      <summary>{say(notices['proof'])}</summary>
      <p class="field">
        <label>
          {say(notices['proof.file'])}{' '}
          <input
            {...file.at}
            type="file"
            data-act="proof-file"
            onChange={(event) => void read(event.currentTarget.files?.[0])}
          />
        </label>
        {file.below}
      </p>
      {other && <Notice kind="error">{say(notices['proof.other'])}</Notice>}
      {bounced && !other && <Notice kind="error">{say(notices['proof.bounced'])}</Notice>}
      <Choice
        label={say(notices['proof.kind'])}
        value={kind}
        act="proof-kind"
        options={KINDS.map((value) => ({ value, label: say(notices[`proof.${value}`]) }))}
        change={setKind}
      />
      <Field
        label={say(notices['proof.at'])}
        hint="2026-11-24 / 2026-11-24T13:00:00Z"
        value={at}
        change={setAt}
        act="proof-at"
        code
        lack={lacks.of('at')}
      />
      <Field
        label={say(notices['number'])}
        value={number}
        change={setNumber}
        act="proof-number"
        code
        maxLength={64}
      />
      <button
        type="button"
        data-act="enter-proof"
        onClick={() =>
          lacks.complete() &&
          enter({
            fact: 'receipted',
            at,
            kind,
            proof,
            ...(number.trim() ? { number: number.trim() } : {}),
          })
        }
      >
        {say(notices['fact.go'])}
      </button>
      {bounced && !other && (
        <button type="button" data-act="enter-bounce" onClick={() => enter({ fact: 'bounced' })}>
          {say(notices['fact.bounced'])}
        </button>
      )}
    </details>
  );
}
