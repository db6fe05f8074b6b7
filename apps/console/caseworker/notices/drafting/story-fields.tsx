import type { Story } from '@amaan/notice';
import { notices } from '../../../text/notice.ts';
import { useWords } from '../../../text/words.tsx';
import { Field } from '../../../ui/field.tsx';
import type { Form } from './plan.ts';

const FACTS = ['notAgreed', 'sexual', 'fake', 'identityUsed', 'threatened', 'ownPicture'] as const;

function withFact(facts: Story['facts'], fact: (typeof FACTS)[number], on: boolean): Story['facts'] {
  const { [fact]: _, ...rest } = facts;
  return on ? { ...rest, [fact]: true } : rest;
}

/** Each fact once: every document is made from these. */
export function StoryFields({ form, set }: { form: Form; set: (change: Partial<Form>) => void }) {
  const { say } = useWords();
  const { facts } = form;
  const inAustralia = facts.namesResidence === 'au';
  return (
    <>
      <fieldset>
        <legend>{say(notices['facts'])}</legend>
        <p class="hint">{say(notices['facts.say'])}</p>
        <div class="ticks">
          {FACTS.map((fact) => (
            <label key={fact} class="check">
              <input
                type="checkbox"
                data-act={`fact-${fact}`}
                checked={facts[fact] ?? false}
                onChange={(event) => set({ facts: withFact(facts, fact, event.currentTarget.checked) })}
              />
              {say(notices[`fact.${fact}`])}
            </label>
          ))}
          <label class="check">
            <input
              type="checkbox"
              data-act="fact-australia"
              checked={inAustralia}
              onChange={(event) => {
                const { namesResidence: _, ...rest } = facts;
                set({ facts: event.currentTarget.checked ? { ...rest, namesResidence: 'au' } : rest });
              }}
            />
            {say(notices['fact.australia'])}
          </label>
        </div>
      </fieldset>
      <Field
        label={say(notices['description'])}
        value={form.description}
        change={(description) => set({ description })}
        act="notice-description"
        required
        maxLength={500}
      />
      <Field
        label={say(notices['seenOn'])}
        value={form.seenOn}
        change={(seenOn) => set({ seenOn })}
        act="notice-seen"
        type="date"
        required
      />
      <Field
        label={say(notices['signer'])}
        value={form.signer}
        change={(signer) => set({ signer })}
        act="notice-signer"
        required
        maxLength={120}
      />
    </>
  );
}
