import { CONSENT_KINDS, type Contact, type Mandate, type Story } from '@amaan/custody';
import { cases } from '../../text/case.ts';
import { wordOf } from '../../text/codes.ts';
import { useWords } from '../../text/words.tsx';
import { Notice } from '../../ui/field.tsx';
import type { OpenedCase, Told, ToldOn } from './open-case.ts';

/** What she told: account, contact wish, what she agreed to, and the facts about what she released. */
export function Account({ opened }: { opened: OpenedCase }) {
  return (
    <div>
      <Stories stories={opened.stories} />
      <ContactCard contact={opened.contact} />
      <Consents opened={opened} />
      <Signals opened={opened} />
    </div>
  );
}

function Stories({ stories }: { stories: readonly ToldOn<Story>[] }) {
  const { say, when } = useWords();
  const [first, ...later] = stories;
  return (
    <section class="card" data-view="story">
      <h2>{say(cases['story.title'])}</h2>
      {first ? <StoryText story={first} /> : <p class="quiet">{say(cases['story.none'])}</p>}
      {later.map((story) => (
        <section key={story.id} data-view="story-later">
          <h3>{say(cases['story.later'], { day: when(story.at) })}</h3>
          <StoryText story={story} later />
        </section>
      ))}
    </section>
  );
}

/** One account; of a later one only what it says: the questions were answered in the first. */
function StoryText({ story, later = false }: { story: ToldOn<Story>; later?: boolean }) {
  const { say, when, language } = useWords();
  const { value, hers, at } = story;
  const comma = language === 'ur' ? '، ' : ', ';
  const listed = (field: string, marked: readonly string[]) =>
    marked.map((code) => wordOf(say, field, code)).join(comma) || '–';
  const kinds = value.pictures.map(({ file, kinds: marked }) => `${file + 1}: ${listed('picture', marked)}`);
  return (
    <>
      {!hers && <Notice kind="error">{say(cases['story.unsure'])}</Notice>}
      {!later && <p class="hint">{when(at)}</p>}
      {value.text ? (
        <pre class="text" dir="auto" lang={value.lang} data-view="story-text">
          {value.text}
        </pre>
      ) : (
        !later && <p class="quiet">{say(cases['story.none'])}</p>
      )}
      <dl class="facts">
        {!later && (
          <>
            <dt>{say(cases['story.for'])}</dt>
            <dd>{say(cases[`story.for.${value.forWhom}`])}</dd>
            <dt>{say(cases['story.situation'])}</dt>
            <dd>{listed('situation', value.situation)}</dd>
            <dt>{say(cases['story.language'])}</dt>
            <dd>{value.lang === 'ur' ? 'اردو' : 'English'}</dd>
          </>
        )}
        {kinds.length > 0 && (
          <>
            <dt>{say(cases['story.pictures'])}</dt>
            <dd>{kinds.join(language === 'ur' ? '؛ ' : '; ')}</dd>
          </>
        )}
        {value.answers.map(({ question, answer }) => (
          <>
            <dt>{wordOf(say, 'question', question)}</dt>
            <dd dir="auto">{answer}</dd>
          </>
        ))}
      </dl>
    </>
  );
}

function ContactCard({ contact }: { contact: Told<Contact> | undefined }) {
  const { say } = useWords();
  if (!contact) return null;
  const { wish, how, when, shared } = contact.value;
  return (
    <section class="card" data-view="contact">
      <h2>{say(cases['contact.title'])}</h2>
      {shared && <Notice kind="error">{say(cases['contact.shared'])}</Notice>}
      <dl class="facts">
        <dt>{say(cases['contact.wish'])}</dt>
        <dd>{say(cases[`contact.wish.${wish}`])}</dd>
        {how && (
          <>
            <dt>{say(cases['contact.how'])}</dt>
            <dd dir="auto">{how}</dd>
          </>
        )}
        {when && (
          <>
            <dt>{say(cases['contact.when'])}</dt>
            <dd dir="auto">{when}</dd>
          </>
        )}
      </dl>
    </section>
  );
}

function Consents({ opened }: { opened: OpenedCase }) {
  const { say, day } = useWords();
  const { consents } = opened.sealed.status;
  const mandate = (scope: Mandate) =>
    say(cases['consent.mandate'], {
      who: say(cases[`mandate.${scope.signer}`]),
      addressees: scope.addressees
        .map((each) => (each === 'any' ? say(cases['mandate.any']) : each))
        .join(', '),
      until: day(scope.until),
    });
  return (
    <section class="card" data-view="consents">
      <h2>{say(cases['consents.title'])}</h2>
      <dl class="facts">
        {CONSENT_KINDS.map((kind) => {
          const consent = consents[kind];
          return (
            <>
              <dt>{say(cases[`consent.${kind}`])}</dt>
              <dd data-consent={kind} data-given={consent?.given ? 'yes' : 'no'}>
                <strong>{say(cases[consent?.given ? 'consent.yes' : 'consent.no'])}</strong>
                {consent && ` · ${day(consent.at)}`}
                {consent?.given && consent.scope && ` · ${mandate(consent.scope)}`}
              </dd>
            </>
          );
        })}
      </dl>
    </section>
  );
}

function Signals({ opened }: { opened: OpenedCase }) {
  const { say } = useWords();
  const { signals } = opened.sealed;
  return (
    <section class="card" data-view="signals">
      <h2>{say(cases['signals.title'])}</h2>
      <p class="hint">{say(cases['signals.say'])}</p>
      {signals.length === 0 && <p>{say(cases['signals.none'])}</p>}
      {signals.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{say(cases['signals.kind'])}</th>
              <th scope="col">{say(cases['signals.quality'])}</th>
              <th scope="col">{say(cases['links.state'])}</th>
            </tr>
          </thead>
          <tbody>
            {signals.map(({ id, contentType, quality, state }) => (
              <tr key={id}>
                <td>{say(cases[`signals.${contentType}`])}</td>
                <td>{quality}</td>
                <td>{say(cases[`signal.${state}`])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
