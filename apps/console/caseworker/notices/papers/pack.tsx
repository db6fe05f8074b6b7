import { custodyLog, officersPack, type Story, suggestSections } from '@amaan/notice';
import { useState } from 'preact/hooks';
import { notices } from '../../../text/notice.ts';
import { useWords } from '../../../text/words.tsx';
import { Check, Field } from '../../../ui/field.tsx';
import type { OpenedCase } from '../../case/open-case.ts';
import { PaperCard } from './paper-card.tsx';

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** A few lines, one thing on each. */
function Lines(props: { label: string; act: string; value: string; change: (value: string) => void }) {
  const { label, act, value, change } = props;
  return (
    <p class="field">
      <label>
        {label}
        <textarea
          rows={3}
          data-act={act}
          value={value}
          spellcheck={false}
          onInput={(event) => change(event.currentTarget.value)}
        />
      </label>
    </p>
  );
}

/**
 * The officer's pack. Sections are chosen out of those that the ticked facts suggest. Name and identity number are typed
 * when it is printed and stay in this component: nothing sends or keeps them.
 */
export function Pack(props: { opened: OpenedCase; story: Story; facts: ReadonlySet<string>; day: string }) {
  const { opened, story, facts, day } = props;
  const { say } = useWords();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [originals, setOriginals] = useState('');
  const [asked, setAsked] = useState(false);
  const [counsel, setCounsel] = useState(false);
  const [hashes, setHashes] = useState('');
  const [printed, setPrinted] = useState({ name: '', cnic: '' });
  const suggested = suggestSections(facts);
  const toggle = (id: string, on: boolean) =>
    setLeft((before) => new Set(on ? [...before].filter((each) => each !== id) : [...before, id]));
  const { paper } = officersPack({
    story,
    day,
    facts,
    chosen: suggested.map(({ id }) => id).filter((id) => !left.has(id)),
    originals: lines(originals),
    log: custodyLog(opened.sealed.events),
    // H2: never unless she asked for it and counsel agreed.
    hashes: asked && counsel ? lines(hashes) : [],
    printed,
  });
  return (
    <>
      <fieldset data-view="sections">
        <legend>{say(notices['papers.sections'])}</legend>
        {suggested.length === 0 && <p class="hint">{say(notices['papers.no-sections'])}</p>}
        {suggested.map(({ id, section, title, caution }) => (
          <div key={id} lang="en" dir="ltr">
            <Check act={`section-${id}`} checked={!left.has(id)} change={(on) => toggle(id, on)}>
              {section}: {title}
            </Check>
            {caution && <p class="hint">{caution}</p>}
          </div>
        ))}
      </fieldset>
      <Lines
        label={say(notices['papers.originals'])}
        act="originals"
        value={originals}
        change={setOriginals}
      />
      <Check act="hashes-asked" checked={asked} change={setAsked}>
        {say(notices['papers.asked'])}
      </Check>
      <Check act="hashes-counsel" checked={counsel} change={setCounsel}>
        {say(notices['papers.counsel'])}
      </Check>
      {asked && counsel && (
        <Lines label={say(notices['papers.hashes'])} act="hashes" value={hashes} change={setHashes} />
      )}
      <div class="row">
        <Field
          label={say(notices['papers.name'])}
          value={printed.name}
          change={(name) => setPrinted({ ...printed, name })}
          act="print-name"
          maxLength={80}
        />
        <Field
          label={say(notices['papers.cnic'])}
          hint={say(notices['papers.cnic.say'])}
          value={printed.cnic}
          change={(cnic) => setPrinted({ ...printed, cnic })}
          act="print-cnic"
          code
          maxLength={15}
        />
      </div>
      <PaperCard title={say(notices['papers.pack'])} name="complaint" paper={paper} />
    </>
  );
}
