import type { Story } from '@amaan/notice';
import { useMemo, useState } from 'preact/hooks';
import type { Addressees, Regime } from '../../api/notices.ts';
import { newId } from '../../keys/random.ts';
import { entry } from '../../text/entry.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { Choice, Field, Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { documentOf, type Form, propose, type Proposed } from './proposal.ts';
import { LinkTests } from './link-tests.tsx';

const FACTS = ['notAgreed', 'sexual', 'fake', 'identityUsed', 'threatened', 'ownPicture'] as const;

/** Drafts one notice out of what only this browser can read, shows the exact text and what still stops it, and sends. */
export function Drafting(props: {
  opened: OpenedCase;
  book: { readonly addressees: Addressees; readonly regimes: readonly Regime[] };
  chosen: readonly number[];
  done: () => Promise<void>;
}) {
  const { opened, book, done } = props;
  const { say } = useWords();
  const { api, me } = useDesk();
  const { run, busy, problem } = useWork();
  const [id] = useState(newId);
  const today = new Date().toISOString().slice(0, 10);
  const [form, setForm] = useState<Form>(() => ({
    ...routeOf(book, book.addressees.addressees[0]?.code ?? ''),
    links: props.chosen.length > 0 ? props.chosen : opened.links.map((_, index) => index).slice(0, 500),
    facts: {},
    description: notices['description.default'].en,
    seenOn: opened.sealed.status.openedOn,
    signer: me.name,
    answers: {},
    edits: {},
    secondYes: false,
  }));
  const set = (change: Partial<Form>) => setForm({ ...form, ...change });
  const { sendNotices } = opened.sealed.status.consents;
  const mandate = sendNotices?.given ? sendNotices.scope : undefined;
  const proposed = useMemo(() => {
    try {
      return propose(form, opened.links, book.addressees, mandate, today);
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }, [form, opened.links, book, mandate, today]);
  const addressee = book.addressees.addressees.find((each) => each.code === form.addressee);
  const routes = book.regimes.filter((each) => addressee?.regimes.includes(each.family));
  const regime = book.regimes.find((each) => each.id === form.row);
  const ready =
    proposed !== undefined &&
    !(proposed instanceof Error) &&
    proposed.stops.length === 0 &&
    form.links.length > 0;
  const send = () =>
    run(async () => {
      if (!ready) return;
      const document = documentOf(form, proposed, opened.links, book.addressees, {
        id,
        mandate,
        now: new Date().toISOString(),
      });
      const base = `/v1/cases/${opened.sealed.id}/notices`;
      const { regime: family, regimeVersion, addressee: to, digest } = document;
      await api.post(base, {
        v: 1,
        id,
        regime: family,
        regimeVersion,
        addressee: to,
        channel: form.channel,
        links: document.links.length,
        digest,
      });
      await api.post(`${base}/${id}/approve`, {
        v: 1,
        document,
        answers: form.answers,
        secondYes: form.secondYes,
      });
      await done();
    });
  return (
    <form
      class="card"
      data-view="notice-draft"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h2>{say(notices['new'])}</h2>
      <div class="columns">
        <div>
          <Choice
            label={say(notices['addressee'])}
            value={form.addressee}
            act="notice-addressee"
            options={book.addressees.addressees.map(({ code, name }) => ({ value: code, label: name }))}
            change={(code) => set(routeOf(book, code))}
          />
          <Choice
            label={say(notices['regime'])}
            value={form.row}
            act="notice-regime"
            options={routes.map(({ id: value, title, cite }) => ({ value, label: `${title} (${cite})` }))}
            change={(row) => set({ row, answers: {}, edits: {}, secondYes: false })}
          />
          <Choice
            label={say(notices['channel'])}
            value={form.channel}
            act="notice-channel"
            options={(addressee?.channels ?? []).map((value) => ({
              value,
              label: say(notices[`channel.${value}`]),
            }))}
            change={(channel) => set({ channel })}
          />
          {regime?.draft && <Notice>{say(notices['draft'])}</Notice>}
          {regime?.note && (
            <p class="hint" dir="ltr" lang="en">
              {regime.note}
            </p>
          )}
          <ChosenLinks opened={opened} form={form} set={set} />
          <fieldset>
            <legend>{say(notices['facts'])}</legend>
            <p class="hint">{say(notices['facts.say'])}</p>
            {FACTS.map((fact) => (
              <label key={fact} class="check">
                <input
                  type="checkbox"
                  data-act={`fact-${fact}`}
                  checked={form.facts[fact] ?? false}
                  onChange={(event) =>
                    set({ facts: withFact(form.facts, fact, event.currentTarget.checked) })
                  }
                />
                {say(notices[`fact.${fact}`])}
              </label>
            ))}
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
        </div>
        <div>
          {regime && (
            <LinkTests regime={regime} answers={form.answers} change={(answers) => set({ answers })} />
          )}
          {regime && regime.exposesIdentity !== 'no' && (
            <label class="check">
              <input
                type="checkbox"
                data-act="second-yes"
                checked={form.secondYes}
                onChange={(event) => set({ secondYes: event.currentTarget.checked })}
              />
              {say(notices['second'])}
            </label>
          )}
          {proposed instanceof Error && <Notice kind="error">{proposed.message}</Notice>}
          {proposed && !(proposed instanceof Error) && regime && (
            <Checked proposed={proposed} regime={regime} form={form} set={set} />
          )}
          {problem && <Notice kind="error">{problem}</Notice>}
          <button type="submit" class="main" data-act="approve-notice" disabled={busy || !ready}>
            {say(busy ? entry['working'] : notices['approve'])}
          </button>
        </div>
      </div>
    </form>
  );
}

/** The first route of an addressee: its row and channel. */
function routeOf(
  { addressees, regimes: rows }: { addressees: Addressees; regimes: readonly Regime[] },
  code: string,
): Pick<Form, 'addressee' | 'row' | 'channel' | 'answers' | 'edits' | 'secondYes'> {
  const addressee = addressees.addressees.find((each) => each.code === code);
  const families = addressee?.regimes ?? [];
  const row = families.flatMap((family) => rows.find((each) => each.family === family) ?? [])[0];
  return {
    addressee: code,
    row: row?.id ?? '',
    channel: addressee?.channels[0] ?? 'form',
    answers: {},
    edits: {},
    secondYes: false,
  };
}

function withFact(facts: Story['facts'], fact: (typeof FACTS)[number], on: boolean): Story['facts'] {
  const { [fact]: _, ...rest } = facts;
  return on ? { ...rest, [fact]: true } : rest;
}

function ChosenLinks({
  opened,
  form,
  set,
}: {
  opened: OpenedCase;
  form: Form;
  set: (change: Partial<Form>) => void;
}) {
  const { say } = useWords();
  return (
    <fieldset>
      <legend>
        {say(notices['links'])} ({form.links.length})
      </legend>
      <div class="draft-text">
        {opened.links.map((link, index) => (
          <label key={index} class="check" dir="ltr">
            <input
              type="checkbox"
              data-act="notice-link"
              checked={form.links.includes(index)}
              onChange={(event) =>
                set({
                  links: event.currentTarget.checked
                    ? [...form.links, index].sort((a, b) => a - b)
                    : form.links.filter((each) => each !== index),
                })
              }
            />
            {link.url}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Checked(props: {
  proposed: Proposed;
  regime: Regime;
  form: Form;
  set: (change: Partial<Form>) => void;
}) {
  const { proposed, regime, form, set } = props;
  const { say } = useWords();
  const { draft, stops } = proposed;
  const codes = [...new Set(stops.map(({ code }) => code))];
  return (
    <>
      <section data-view="notice-elements">
        <h3>{say(notices['elements'])}</h3>
        {regime.elements
          .filter((each) => each.required)
          .map(({ id, text }) => {
            const written = Object.hasOwn(form.edits, id);
            const missing = draft.missing.includes(id);
            return missing || written ? (
              <Field
                key={id}
                label={text}
                value={form.edits[id] ?? ''}
                change={(value) => set({ edits: { ...form.edits, [id]: value } })}
                act={`element-${id}`}
                hint={say(notices[missing ? 'element.missing' : 'element.there'])}
                maxLength={5000}
              />
            ) : (
              <p key={id}>
                <span class="badge good">{say(notices['element.there'])}</span> <span lang="en">{text}</span>
              </p>
            );
          })}
      </section>
      <details>
        <summary data-act="notice-text">{say(notices['text'])}</summary>
        <pre class="text draft-text" dir="ltr" lang="en">
          {draft.text.en}
        </pre>
        {draft.text.ur && (
          <pre class="text draft-text" dir="rtl" lang="ur">
            {draft.text.ur}
          </pre>
        )}
      </details>
      {codes.length === 0 ? (
        <Notice kind="good">{say(notices['ready'])}</Notice>
      ) : (
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
    </>
  );
}
