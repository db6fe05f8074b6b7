import { useMemo, useRef, useState } from 'preact/hooks';
import type { NoticeListShape } from '../../../api/notices.ts';
import { newId } from '../../../keys/random.ts';
import { entry } from '../../../text/entry.ts';
import { notices } from '../../../text/notice.ts';
import { useWords } from '../../../text/words.tsx';
import { Check, marked, Notice } from '../../../ui/field.tsx';
import { useWork } from '../../../ui/work.ts';
import type { OpenedCase } from '../../case/open-case.ts';
import { sealNotice } from '../seal-notice.ts';
import { useDesk } from '../../desk-context.ts';
import { ChosenLinks } from './chosen-links.tsx';
import { DocumentCard } from './document-card.tsx';
import { LinkTests } from './link-tests.tsx';
import { type Book, documentOf, type Form, isReady, type Planned, placesIn, planOf } from './plan.ts';
import { StoryFields } from './story-fields.tsx';
import { Targets } from './targets.tsx';

/**
 * One story, many documents: for the chosen links, the notices to every place under every chosen route, made out of what
 * only this browser can read. Shows of each the exact text and what still stops it; those that are ready are sent, or
 * put before her where they wait for her yes.
 */
export function Drafting(props: {
  opened: OpenedCase;
  book: Book;
  chosen: readonly number[];
  /** The notice that these follow: content that came back. */
  previous?: string;
  /** The id that the first of these is to have. */
  id?: string;
  done: () => Promise<void>;
}) {
  const { opened, book, previous, id: reserved, done } = props;
  const { say } = useWords();
  const desk = useDesk();
  const { run, busy, problem } = useWork();
  const ids = useRef(new Map<string, string>());
  const whole = useRef<HTMLFormElement>(null);
  const [early, setEarly] = useState(false);
  const [sent, setSent] = useState<ReadonlySet<string>>(new Set());
  const today = new Date().toISOString().slice(0, 10);
  const [form, setForm] = useState<Form>(() => ({
    links: placesIn(opened.links, props.chosen),
    perAccount: false,
    to: {},
    routes: {},
    ways: {},
    facts: {},
    description: notices['description.default'].en,
    seenOn: opened.sealed.status.openedOn,
    signer: desk.me.name,
    answers: {},
    edits: {},
    secondYes: [],
  }));
  const set = (change: Partial<Form>) => setForm({ ...form, ...change });
  const { sendNotices } = opened.sealed.status.consents;
  const mandate = sendNotices?.given ? sendNotices.scope : undefined;
  const plan = useMemo(
    () => planOf(form, opened.links, book, mandate, today),
    [form, opened.links, book, mandate, today],
  );
  const waiting = plan.filter((each) => !sent.has(each.key));
  const ready = waiting.filter(isReady);
  const rows = [...new Map(plan.map(({ regime }) => [regime.id, regime])).values()];

  /** Pressed while nothing is ready: what stops the first of them is where the work goes on. */
  const stopped = () => {
    setEarly(true);
    whole.current?.querySelector<HTMLElement>('[data-ready=false] > summary')?.focus();
  };
  const send = () =>
    run(async () => {
      if (ready.length === 0) return stopped();
      for (const each of ready) {
        await sendOne(each);
        setSent((before) => new Set([...before, each.key]));
      }
      if (ready.length === waiting.length) await done();
    });

  const sendOne = async (each: Planned) => {
    // One id for each document, so that a second try after a failure cannot make a second notice.
    const first = reserved !== undefined && ![...ids.current.values()].includes(reserved);
    const id = ids.current.get(each.key) ?? (first ? reserved : newId());
    ids.current.set(each.key, id);
    const now = new Date().toISOString();
    const document = documentOf(each, opened.links, book.addressees, { id, mandate, now });
    const base = `/v1/cases/${opened.sealed.id}/notices`;
    const { regime, regimeVersion, addressee, digest, links } = document;
    const draft = { v: 1, id, regime, regimeVersion, addressee, channel: each.channel, links: links.length };
    const secondYes = form.secondYes.includes(regimeVersion);
    const { answers } = form;
    const sealed = await sealNotice(desk, opened, document, {
      answers,
      secondYes,
      draft: each.regime.draft,
    });
    try {
      await desk.api.post(base, { ...draft, digest, ...sealed, ...(previous ? { previous } : {}) });
      if (!each.waits) await desk.api.post(`${base}/${id}/approve`, { v: 1, document, answers, secondYes });
    } catch (error) {
      // The answer may have been lost on its way: what is approved already is not sent a second time.
      const { notices: there } = await desk.api.get<NoticeListShape>(base);
      const mine = there.find((one) => one.id === id);
      if (mine && (each.waits || mine.state !== 'drafted')) return;
      if (!mine) throw error;
      ids.current.delete(each.key);
      throw error;
    }
  };

  return (
    <form
      class="card"
      data-view="notice-draft"
      ref={whole}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <h2>{say(notices['new'])}</h2>
      <div class="columns">
        <div>
          <ChosenLinks links={opened.links} form={form} set={set} />
          <StoryFields form={form} set={set} />
          <Targets form={form} set={set} book={book} links={opened.links} />
        </div>
        <div>
          <LinkTests rows={rows} answers={form.answers} change={(answers) => set({ answers })} />
          {rows
            .filter(({ exposesIdentity }) => exposesIdentity !== 'no')
            .map(({ id }) => (
              <Check
                key={id}
                act="second-yes"
                data-row={id}
                checked={form.secondYes.includes(id)}
                change={(on) => set({ secondYes: marked(form.secondYes, id, on) })}
              >
                <bdi>{id}</bdi>: {say(notices['second'])}
              </Check>
            ))}
          <p role="status" data-view="plan" data-documents={plan.length} data-ready={ready.length}>
            {say(notices['plan'], { n: plan.length, ready: ready.length })}
          </p>
          {plan.map((planned) => (
            <DocumentCard
              key={planned.key}
              planned={planned}
              sent={sent.has(planned.key)}
              day={today}
              edits={form.edits[planned.key] ?? {}}
              edit={(edits) => set({ edits: { ...form.edits, [planned.key]: edits } })}
            />
          ))}
          {problem && <Notice kind="error">{problem}</Notice>}
          {early && ready.length === 0 && (
            <Notice kind="error">{say(notices[plan.length === 0 ? 'plan.none' : 'plan.lack'])}</Notice>
          )}
          <button type="submit" class="main" data-act="approve-notice" aria-disabled={busy}>
            {busy
              ? say(entry['working'])
              : say(notices[ready.every(({ waits }) => waits) ? 'put-before' : 'approve'], {
                  n: ready.length,
                })}
          </button>
        </div>
      </div>
    </form>
  );
}
