import type { ConsentKind } from '@amaan/custody';
import { useState } from 'preact/hooks';
import { consentOf } from '../case/account.ts';
import { newId } from '../case/client.ts';
import { act, add } from '../case/visit.ts';
import { start } from '../state/model.ts';
import { ContactFields } from '../ui/contact-fields.tsx';
import { useCase } from './use-case.ts';
import { Button } from '../ui/screen.tsx';
import type { PartProps } from './case.tsx';
import { Outcome } from './outcome.tsx';
import { useWork } from './use-work.ts';

const KINDS = ['shareSignals', 'shareViews', 'sendNotices', 'watchLinks', 'giveToPolice', 'contact'] as const;

/** Each consent as it stands, to give and to take back, and calling back everything that was shared. */
export function ChoicesTab({ visit, refresh }: PartProps) {
  const { t } = useCase();
  const work = useWork();
  // What she chose on this screen is shown at once: a decoy shows it too, and nothing else differs.
  const [chosen, setChosen] = useState<Partial<Record<ConsentKind, boolean>>>({});
  const consents = visit.status?.consents ?? {};
  const [unseen, setUnseen] = useState(consents.sendNotices?.scope?.unseen === true);
  const choose = (kind: ConsentKind, given: boolean, without = false) =>
    work.run(async () => {
      const consent = consentOf(kind, given, visit.today, without);
      await act(visit, { op: 'consent', id: newId(), consent });
      setChosen({ ...chosen, [kind]: given });
      if (kind === 'sendNotices') setUnseen(without);
      await refresh();
    }, 'messages.sent');
  return (
    <>
      <p>{t('choices.lead')}</p>
      <Outcome work={work} />
      <ul class="cards">
        {KINDS.map((kind) => {
          const given = chosen[kind] ?? consents[kind]?.given ?? false;
          const letters = kind === 'sendNotices';
          const now = letters && unseen ? 'choices.now.unseen' : 'choices.now.yes';
          const [title, words] =
            kind === 'contact'
              ? (['choices.contact.title', 'choices.contact.say'] as const)
              : ([`consent.${kind}.title`, `consent.${kind}.say`] as const);
          return (
            <li key={kind} class="card" data-consent={kind} data-given={given}>
              <h2>{t(title)}</h2>
              <p class="small">{t(words)}</p>
              <p>
                <strong>{t(given ? now : 'choices.now.no')}</strong>
              </p>
              <div class="row">
                <Button
                  act={`choice-${kind}-yes`}
                  pressed={given && !(letters && unseen)}
                  disabled={work.busy}
                  onClick={() => choose(kind, true)}
                >
                  {t(letters ? 'consent.sendNotices.each' : 'consent.yes')}
                </Button>
                {letters && (
                  <Button
                    act="choice-sendNotices-unseen"
                    pressed={given && unseen}
                    disabled={work.busy}
                    onClick={() => choose(kind, true, true)}
                  >
                    {t('consent.sendNotices.unseen')}
                  </Button>
                )}
                <Button
                  act={`choice-${kind}-no`}
                  pressed={!given}
                  disabled={work.busy}
                  onClick={() => choose(kind, false)}
                >
                  {t('consent.no')}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      {visit.compartments.includes('story') && <ContactCard visit={visit} refresh={refresh} />}
      <section class="card">
        <h2>{t('choices.withdraw')}</h2>
        <p class="small">{t('choices.withdraw.say')}</p>
        <Button
          act="withdraw"
          kind="danger"
          disabled={work.busy}
          onClick={() =>
            work.run(async () => {
              await act(visit, { op: 'withdraw', id: newId() });
              await refresh();
            }, 'choices.withdrawn')
          }
        >
          {t('choices.withdraw')}
        </Button>
      </section>
    </>
  );
}

/** Another way to reach her, or none any more: sealed, with the consent that goes with it. */
function ContactCard({ visit, refresh }: Pick<PartProps, 'visit' | 'refresh'>) {
  const { t, lang } = useCase();
  const work = useWork();
  const [contact, setContact] = useState(start(lang).contact);
  const send = () =>
    work.run(async () => {
      await add(visit, { kind: 'contact', value: contact });
      const given = contact.wish === 'message' || contact.wish === 'call';
      await act(visit, { op: 'consent', id: newId(), consent: consentOf('contact', given, visit.today) });
      await refresh();
    }, 'messages.sent');
  return (
    <details class="card">
      <summary data-act="contact-open">{t('choices.contact.change')}</summary>
      <ContactFields contact={contact} onChange={(some) => setContact({ ...contact, ...some })} />
      <Button act="contact-send" kind="main" disabled={work.busy} onClick={send}>
        {t('messages.send')}
      </Button>
      <Outcome work={work} />
    </details>
  );
}
