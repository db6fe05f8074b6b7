import { brandLetter, preservationRequest, pressLetter, type Story, textPaper } from '@amaan/notice';
import { useMemo, useState } from 'preact/hooks';
import { notices } from '../../../text/notice.ts';
import { useWords } from '../../../text/words.tsx';
import { Check } from '../../../ui/field.tsx';
import type { OpenedCase } from '../../case/open-case.ts';
import { Pack } from './pack.tsx';
import { PaperCard } from './paper-card.tsx';

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

const LETTERS = [
  { name: 'preservation', make: preservationRequest },
  { name: 'brand', make: brandLetter },
  { name: 'press', make: pressLetter },
] as const;

/**
 * Papers that are not sent from here: the officer's pack in two languages, the request to keep data, and letters to
 * brands and press. They are made and printed in this browser and go nowhere by themselves.
 */
export function Papers({
  opened,
  sender,
}: {
  opened: OpenedCase;
  sender: { name: string; contact: string };
}) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const [facts, setFacts] = useState<ReadonlySet<string>>(new Set());
  const day = new Date().toISOString().slice(0, 10);
  const story: Story = useMemo(
    () => ({
      sender: { ...sender, signer: '' },
      links: opened.links
        .filter(({ url }) => URL.canParse(url))
        .map(({ url, account }) => ({ url, ...(account ? { account } : {}) })),
      description: notices['description.default'].en,
      facts: { notAgreed: true, fake: facts.has('face-put-on'), threatened: facts.has('threat') },
      seenOn: opened.sealed.status.openedOn,
    }),
    [opened, sender, facts],
  );
  const toggle = (fact: string, on: boolean) =>
    setFacts((before) => new Set(on ? [...before, fact] : [...before].filter((each) => each !== fact)));
  return (
    <details class="card" data-view="papers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say(notices['papers'])}</summary>
      {open && (
        <>
          <p class="hint">{say(notices['papers.say'])}</p>
          <fieldset>
            <legend>{say(notices['facts'])}</legend>
            <div class="ticks">
              {FACTS.map((fact) => (
                <Check
                  key={fact}
                  act={`paper-${fact}`}
                  checked={facts.has(fact)}
                  change={(on) => toggle(fact, on)}
                >
                  {say(notices[`paper.${fact}`])}
                </Check>
              ))}
            </div>
          </fieldset>
          <Pack opened={opened} story={story} facts={facts} day={day} />
          {LETTERS.map(({ name, make }) => (
            <PaperCard
              key={name}
              title={say(notices[`papers.${name}`])}
              name={name}
              paper={textPaper({ title: 'Letter', day, draft: true, text: make(story) })}
            />
          ))}
        </>
      )}
    </details>
  );
}
