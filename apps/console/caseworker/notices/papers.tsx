import { officersPack, type Story, standingLetter, suggestSections } from '@amaan/notice';
import { useMemo, useState } from 'preact/hooks';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import type { OpenedCase } from '../case/open-case.ts';

/** Facts of the Pakistani section table that staff may tick. Nothing is suggested that was not ticked. */
const FACTS = [
  'sexual',
  'authentic',
  'face-put-on',
  'known-false',
  'public',
  'harm-purpose',
  'threat',
  'demand',
  'made-to-act',
  'private-not-sexual',
  'taken-by-other',
  'identity-used',
  'fake-account',
  'broken-into',
  'lawful-access',
  'insult',
] as const;

function Copy({ name, text, rtl = false }: { name: string; text: string; rtl?: boolean }) {
  const { say } = useWords();
  return (
    <>
      <div class="row">
        <h3>{name}</h3>
        <button type="button" data-act="copy" onClick={() => void navigator.clipboard.writeText(text)}>
          {say(notices['papers.copy'])}
        </button>
      </div>
      <pre class="text draft-text" dir={rtl ? 'rtl' : 'ltr'} lang={rtl ? 'ur' : 'en'}>
        {text}
      </pre>
    </>
  );
}

/**
 * Papers that are not sent from here: the officer's pack in two languages with the sections that the ticked facts
 * suggest, and a letter for brands, employers and press. They are made in this browser and go nowhere by themselves.
 */
export function Papers({
  opened,
  sender,
}: {
  opened: OpenedCase;
  sender: { name: string; contact: string };
}) {
  const { say } = useWords();
  const [facts, setFacts] = useState<ReadonlySet<string>>(new Set());
  const story: Story = useMemo(
    () => ({
      sender: { ...sender, signer: '' },
      links: opened.links.map(({ url, account }) => ({ url, ...(account ? { account } : {}) })),
      description: notices['description.default'].en,
      facts: { notAgreed: true, fake: facts.has('face-put-on') },
      seenOn: opened.sealed.status.openedOn,
    }),
    [opened, sender, facts],
  );
  const pack = officersPack({ story, facts, originals: [], captures: [], hashes: [] });
  const letter = standingLetter(story);
  const toggle = (fact: string, on: boolean) =>
    setFacts((before) => new Set(on ? [...before, fact] : [...before].filter((each) => each !== fact)));
  return (
    <details class="card" data-view="papers">
      <summary>{say(notices['papers'])}</summary>
      <p class="hint">{say(notices['papers.say'])}</p>
      <fieldset>
        <legend>{say(notices['facts'])}</legend>
        {FACTS.map((fact) => (
          <label key={fact} class="check">
            <input
              type="checkbox"
              data-act={`paper-${fact}`}
              checked={facts.has(fact)}
              onChange={(event) => toggle(fact, event.currentTarget.checked)}
            />
            {say(notices[`paper.${fact}`])}
          </label>
        ))}
      </fieldset>
      <p data-view="sections" lang="en" dir="ltr">
        {suggestSections(facts)
          .map((each) => `${each.section}: ${each.title}`)
          .join('; ')}
      </p>
      <Copy name={say(notices['papers.pack'])} text={pack.en} />
      <Copy name={say(notices['papers.pack'])} text={pack.ur} rtl />
      <Copy name={say(notices['papers.letter'])} text={letter.en} />
      <Copy name={say(notices['papers.letter'])} text={letter.ur} rtl />
    </details>
  );
}
