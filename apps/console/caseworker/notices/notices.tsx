import { readMail } from '@amaan/notice';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Addressees, EscalationShape, NoticeListShape, NoticeShape, Regime } from '../../api/notices.ts';
import { entry } from '../../text/entry.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import type { OpenedCase } from '../case/open-case.ts';
import { useDesk } from '../desk-context.ts';
import { Drafting } from './drafting/drafting.tsx';
import type { Book } from './drafting/plan.ts';
import { inOrder } from './in-order.ts';
import { AllReplies } from './mails.tsx';
import { NoticeCard } from './notice-card.tsx';
import { Papers } from './papers/papers.tsx';

const REFRESH_MS = 4_000;

/** A draft that is being written: for new links, or for what came back under another notice. */
interface Started {
  readonly previous?: string;
  readonly id?: string;
}

/** The notices of a case: how each stands, its clock and its mails; and new ones. */
export function Notices(props: {
  opened: OpenedCase;
  chosen: readonly number[];
  reload: () => Promise<void>;
}) {
  const { opened, chosen, reload } = props;
  const { say } = useWords();
  const { api } = useDesk();
  const { run, problem } = useWork();
  const [list, setList] = useState<NoticeListShape>();
  const [escalations, setEscalations] = useState<readonly EscalationShape[]>([]);
  const [book, setBook] = useState<Book>();
  const [started, setStarted] = useState<Started | undefined>(chosen.length > 0 ? {} : undefined);
  const [dropped, setDropped] = useState<{ notice: string | undefined; file: File }>();
  const base = `/v1/cases/${opened.sealed.id}`;
  const look = useCallback(async () => {
    setList(await api.get<NoticeListShape>(`${base}/notices`));
    setEscalations(
      (await api.get<{ escalations: readonly EscalationShape[] }>(`${base}/escalations`)).escalations,
    );
  }, [api, base]);
  useEffect(() => {
    run(async () => {
      const [addressees, rows] = await Promise.all([
        api.get<Addressees>('/v1/addressees'),
        api.get<{ regimes: readonly Regime[] }>('/v1/regimes'),
        look(),
      ]);
      setBook({ addressees, regimes: rows.regimes });
    });
    const timer = setInterval(() => void look().catch(() => undefined), REFRESH_MS);
    return () => clearInterval(timer);
  }, [look]);
  const drop = (file: File | undefined) =>
    run(async () => {
      if (file) setDropped({ file, notice: readMail(await file.text())?.notice });
    });
  const post = async (notice: string, body: object) =>
    setList(await api.post<NoticeListShape>(`${base}/notices/${notice}/facts`, { v: 1, ...body }));
  const { open, over } = inOrder(list?.notices ?? []);
  const card = (notice: NoticeShape) => (
    <NoticeCard
      key={notice.id}
      notice={notice}
      now={list?.now ?? ''}
      addressee={book?.addressees.addressees.find((each) => each.code === notice.addressee)}
      opened={opened}
      reload={reload}
      escalations={escalations.filter((each) => each.notice === notice.id)}
      mail={dropped?.notice === notice.id ? dropped.file : undefined}
      enter={(body) => run(async () => post(notice.id, body))}
      look={setList}
      again={(id) => setStarted({ previous: notice.id, id })}
    />
  );
  const strayed = dropped && !list?.notices.some(({ id }) => id === dropped.notice);
  return (
    <div
      data-view="notices"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        drop(event.dataTransfer?.files[0]);
      }}
    >
      {problem && <Notice kind="error">{problem}</Notice>}
      {!list && <p role="status">{say(entry['loading'])}</p>}
      {list?.notices.length === 0 && <p>{say(notices['none'])}</p>}
      {!started && list && list.notices.length > 0 && (
        <p class="field">
          <label>
            {say(notices['drop'])}{' '}
            <input
              type="file"
              accept=".eml,message/rfc822"
              data-act="drop-mail"
              onChange={(event) => drop(event.currentTarget.files?.[0])}
            />
          </label>
        </p>
      )}
      {strayed && <Notice kind="error">{say(notices['drop.none'])}</Notice>}
      {!started && list && <AllReplies notices={list.notices} now={list.now} enter={post} />}
      {!started && open.map(card)}
      {!started && over.length > 0 && (
        <details data-view="over" open={open.length === 0}>
          <summary>{say(notices['over'], { n: over.length })}</summary>
          {over.map(card)}
        </details>
      )}
      {book && !started && opened.links.length > 0 && (
        <button type="button" class="main" data-act="new-notice" onClick={() => setStarted({})}>
          {say(notices['new'])}
        </button>
      )}
      {book && !started && <Papers opened={opened} sender={book.addressees.sender} />}
      {book && started && (
        <Drafting
          key={started.id}
          opened={opened}
          book={book}
          chosen={chosen}
          {...started}
          done={async () => {
            setStarted(undefined);
            await look();
          }}
        />
      )}
    </div>
  );
}
