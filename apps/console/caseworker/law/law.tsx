import { nameOf } from '@amaan/notice';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Addressees, LawRow } from '../../api/notices.ts';
import { entry } from '../../text/entry.ts';
import { law } from '../../text/law.ts';
import { notices } from '../../text/notice.ts';
import { useWords } from '../../text/words.tsx';
import { Notice } from '../../ui/field.tsx';
import { useWork } from '../../ui/work.ts';
import { useDesk } from '../desk-context.ts';
import { EnterReview } from '../notices/drafting/law-review.tsx';
import { PlaybookCard } from '../notices/drafting/playbook.tsx';

/** Every row of the law with who read it, place by place; then what is known of platforms and authorities. */
export function LawPage() {
  const { say, language } = useWords();
  const { api } = useDesk();
  const { run, problem } = useWork();
  const [rows, setRows] = useState<readonly LawRow[]>();
  const [addressees, setAddressees] = useState<Addressees['addressees']>([]);
  const look = useCallback(
    async () => setRows((await api.get<{ rows: readonly LawRow[] }>('/v1/law')).rows),
    [api],
  );
  useEffect(() => {
    run(async () => {
      await look();
      setAddressees((await api.get<Addressees>('/v1/addressees')).addressees);
    });
  }, [look, api]);
  const places = [...new Set(rows?.map(({ jurisdiction }) => jurisdiction))];
  const untried = addressees.filter(({ checkedOn }) => checkedOn === null).length;
  return (
    <section data-view="law">
      <h1>{say(law['title'])}</h1>
      <p class="hint">{say(law['say'])}</p>
      {problem && <Notice kind="error">{problem}</Notice>}
      {!rows && !problem && <p role="status">{say(entry['loading'])}</p>}
      {places.map((place) => {
        const mine = rows?.filter(({ jurisdiction }) => jurisdiction === place) ?? [];
        const read = mine.filter(({ reviews }) => reviews.length > 0).length;
        return (
          <details key={place} class="card" data-place={place}>
            <summary>{say(law['place'], { place, read, rows: mine.length })}</summary>
            <ul class="law">
              {mine.map((row) => (
                <Row key={row.id} row={row} entered={() => run(look)} />
              ))}
            </ul>
          </details>
        );
      })}
      {addressees.length > 0 && (
        <>
          <h2>{say(law['playbooks'])}</h2>
          <p class="hint">{say(law['playbooks.say'])}</p>
          {untried > 0 && (
            <Notice>
              <span data-untried={untried}>
                {say(law['playbooks.untried'], { n: untried, all: addressees.length })}
              </span>
            </Notice>
          )}
          {addressees.map((each) => (
            <section key={each.code} class="card">
              <h3>{nameOf(each.code)[language]}</h3>
              <PlaybookCard addressee={each} />
            </section>
          ))}
        </>
      )}
    </section>
  );
}

/** One row: what it says in short, whether it is read, fresh and in force; an administrator enters who read it. */
function Row({ row, entered }: { row: LawRow; entered: () => void }) {
  const { say, day } = useWords();
  const { id, title, cite, time, note, reviews, stale, inForce, checkedOn, digest } = row;
  return (
    <li data-row={id} data-read={reviews.length > 0}>
      <div class="row">
        <strong lang="en" dir="ltr">
          {title}
        </strong>
        <span class="badge" dir="ltr">
          {id}
        </span>
        {reviews.length === 0 && <span class="badge warn">{say(notices['draft'])}</span>}
        {!inForce && <span class="badge">{say(law['not-in-force'])}</span>}
        {stale && <span class="badge warn">{say(notices['row.stale'])}</span>}
      </div>
      <p class="quiet">
        <bdi lang="en" dir="ltr">
          {cite}; {time}
        </bdi>{' '}
        · {say(law['checked'], { day: day(checkedOn) })}
      </p>
      {note && (
        <p class="hint" lang="en" dir="ltr">
          {note}
        </p>
      )}
      {reviews.map(({ lawyer, on }) => (
        <p key={lawyer}>{say(law['read'], { lawyer, day: day(on) })}</p>
      ))}
      <EnterReview id={id} digest={digest} entered={entered} />
    </li>
  );
}
