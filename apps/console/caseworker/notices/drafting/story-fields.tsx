import type { Story } from '@amaan/notice';
import { notices } from '../../../text/notice.ts';
import { useWords } from '../../../text/words.tsx';
import { Check, Field } from '../../../ui/field.tsx';
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
            <Check
              key={fact}
              act={`fact-${fact}`}
              checked={facts[fact] ?? false}
              change={(on) => set({ facts: withFact(facts, fact, on) })}
            >
              {say(notices[`fact.${fact}`])}
            </Check>
          ))}
          <Check
            act="fact-australia"
            checked={inAustralia}
            change={(on) => {
              const { namesResidence: _, ...rest } = facts;
              set({ facts: on ? { ...rest, namesResidence: 'au' } : rest });
            }}
          >
            {say(notices['fact.australia'])}
          </Check>
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
