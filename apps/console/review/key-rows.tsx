import type { KeyLine } from '../api/operate.ts';
import { entry } from '../text/entry.ts';
import { operate } from '../text/operate.ts';
import { useWords } from '../text/words.tsx';
import { BareMatches } from './bare-matches.tsx';

/** What an administrator may do to a living key. */
export interface KeyActs {
  ask(key: KeyLine): void;
  resume(key: KeyLine): void;
  setBare(key: KeyLine, figure: number | null): void;
  mark(key: KeyLine): void;
  giveHour(key: KeyLine): void;
}

/** What holds for keys without limits of their own. */
export interface Standard {
  readonly perSecond: number;
  readonly bareMatches: number;
}

/** Keys, one a line; without `acts` they are to be looked at alone. */
export function KeyRows(props: { keys: readonly KeyLine[]; standard: Standard; acts?: KeyActs }) {
  const { say, day } = useWords();
  const { acts, standard } = props;
  return (
    <ul class="rows card">
      {props.keys.map((key) => {
        const limit = key.perSecond ?? standard.perSecond;
        return (
          <li key={key.id} class="row" data-key={key.id} data-name={key.name}>
            <div class="grow">
              <strong dir="auto">{key.name}</strong>{' '}
              {key.roles.map((role) => (
                <span key={role} class="badge" dir="ltr">
                  {role}
                </span>
              ))}
              {key.trained && <span class="badge">{say(operate['keys.trained'])}</span>}
              {key.job !== null && <span class="badge">{say(operate['keys.one'])}</span>}
              {key.mine && <span class="badge good">{say(operate['keys.mine'])}</span>}
              {key.stoppedAt !== null && (
                <p class="notice error">{say(operate['keys.stopped'], { when: day(key.stoppedAt) })}</p>
              )}
              {key.stoppedAt === null && key.restsUntil !== null && (
                <p class="notice error" data-view="key-rests">
                  {say(operate['keys.rests'], { when: day(key.restsUntil) })}
                </p>
              )}
              <div class="quiet">
                {say(operate['keys.since'], { when: day(key.createdAt) })} ·{' '}
                {key.lastUsed === null
                  ? say(operate['keys.unused'])
                  : say(operate['keys.used'], { when: day(key.lastUsed) })}{' '}
                ·{' '}
                {key.revokedAt !== null
                  ? say(operate['keys.revoked.on'], { when: day(key.revokedAt) })
                  : limit === 0
                    ? say(operate['keys.limit.no'])
                    : say(operate['keys.limit.of'], { n: limit })}
              </div>
              {acts && key.roles.includes('match') && (
                <BareMatches
                  key={key.bareMatches}
                  line={key}
                  standard={standard.bareMatches}
                  set={(figure) => acts.setBare(key, figure)}
                />
              )}
            </div>
            {acts && (key.stoppedAt !== null || key.restsUntil !== null) && (
              <button
                type="button"
                data-act="resume-key"
                aria-label={`${say(operate['keys.resume'])}: ${key.name}`}
                onClick={() => acts.resume(key)}
              >
                {say(operate['keys.resume'])}
              </button>
            )}
            {acts && !key.mine && key.roles.includes('review') && (
              <button
                type="button"
                data-act="give-hour"
                aria-label={`${say(entry['screen.give'])}: ${key.name}`}
                onClick={() => acts.giveHour(key)}
              >
                {say(entry['screen.give'])}
              </button>
            )}
            {acts && key.roles.includes('review') && (
              <button
                type="button"
                data-act="mark-trained"
                aria-label={`${say(operate[key.trained ? 'keys.trained.no' : 'keys.trained.yes'])}: ${key.name}`}
                onClick={() => acts.mark(key)}
              >
                {say(operate[key.trained ? 'keys.trained.no' : 'keys.trained.yes'])}
              </button>
            )}
            {acts && !key.mine && (
              <button
                type="button"
                class="bad"
                data-act="revoke-key"
                aria-label={`${say(operate['keys.revoke'])}: ${key.name}`}
                onClick={() => acts.ask(key)}
              >
                {say(operate['keys.revoke'])}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
