import { nameOf, textPaper } from '@amaan/notice';
import { notices } from '../../../text/notice.ts';
import { useWords } from '../../../text/words.tsx';
import { Field, Notice } from '../../../ui/field.tsx';
import { PdfButton } from '../papers/paper-card.tsx';
import { LawReview } from './law-review.tsx';
import { isReady, type Planned } from './plan.ts';

/** One document: what still stops it, the parts it must hold, and the exact text that they will see. */
export function DocumentCard(props: {
  planned: Planned;
  sent: boolean;
  day: string;
  edits: Readonly<Record<string, string>>;
  edit: (edits: Readonly<Record<string, string>>) => void;
}) {
  const { planned, sent, day, edits, edit } = props;
  const { say, language } = useWords();
  const { addressee, regime, account, links, draft, stops, channel } = planned;
  const ready = isReady(planned);
  const codes = [...new Set(stops.map(({ code }) => code))];
  return (
    <details class="card" data-view="planned" data-planned={planned.key} data-ready={ready} open={!ready}>
      <summary>
        <span>{nameOf(addressee.code)[language]}</span> <span class="badge">{regime.id}</span>{' '}
        <span class="quiet">
          {account && <bdi>{account}</bdi>} {say(notices['planned.links'], { n: links.length })} ·{' '}
          {say(notices[`channel.${channel}`])}
        </span>{' '}
        <span class={`badge ${sent || ready ? 'good' : 'bad'}`}>
          {say(notices[sent ? 'planned.sent' : ready ? 'planned.ready' : 'planned.stopped'])}
        </span>
      </summary>
      <LawReview regime={regime} />
      {draft instanceof Error ? (
        <Notice kind="error">{draft.message}</Notice>
      ) : (
        <>
          {codes.length > 0 && (
            <div class="notice error" data-view="notice-stops">
              <strong>{say(notices['stops'])}</strong>
              <ul>
                {codes.map((code) => (
                  <li key={code} data-stop={code}>
                    {say(notices[`stop.${code}`])}
                  </li>
                ))}
              </ul>
            </div>
          )}
          {regime.elements
            .filter(
              ({ id, required }) => (required && draft.missing.includes(id)) || Object.hasOwn(edits, id),
            )
            .map(({ id, text }) => (
              <Field
                key={id}
                label={text}
                value={edits[id] ?? ''}
                change={(value) => edit({ ...edits, [id]: value })}
                act={`element-${id}`}
                hint={say(notices[draft.missing.includes(id) ? 'element.missing' : 'element.there'])}
                maxLength={5000}
              />
            ))}
          <details>
            <summary data-act="notice-elements">{say(notices['elements'])}</summary>
            <ul>
              {regime.elements.map(({ id, text, required }) => (
                <li key={id}>
                  <span class={`badge ${draft.elements[id] ? 'good' : required ? 'bad' : ''}`}>
                    {say(notices[draft.elements[id] ? 'element.there' : 'element.not'])}
                  </span>{' '}
                  <span lang="en" dir="ltr">
                    {text}
                  </span>
                </li>
              ))}
            </ul>
          </details>
          <details>
            <summary data-act="notice-text">{say(notices['text'])}</summary>
            <pre class="text draft-text" dir="ltr" lang="en" tabindex={0}>
              {draft.text.en}
            </pre>
            {draft.text.ur && (
              <pre class="text draft-text" dir="rtl" lang="ur" tabindex={0}>
                {draft.text.ur}
              </pre>
            )}
            <div class="row">
              <PdfButton
                paper={textPaper({ title: 'Notice', day, draft: regime.draft, text: draft.text })}
                name={`notice-${regime.id}`}
              />
            </div>
          </details>
        </>
      )}
    </details>
  );
}
