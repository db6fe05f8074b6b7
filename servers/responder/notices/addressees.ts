import { nameOf, type Playbook, playbooks, settings } from '@amaan/notice';
import type { Context } from '../context.ts';

/** A platform or authority that a notice can go to: its playbook, and its intake where it runs Amaan. */
export interface Addressee extends Playbook {
  /** The origin of its notice intake. */
  readonly api?: string;
}

const GATE_OFFSET = 100;
/** What one may try first with a site that no playbook describes. */
const ANY_PLATFORM = playbooks.find(({ code }) => code === 'other-site');

/** One entry of `AMAAN_PLATFORMS`; nothing when it cannot be meant. */
function named(entry: string): Pick<Addressee, 'code' | 'hosts' | 'channels' | 'api' | 'email'> | undefined {
  const at = entry.indexOf('=');
  const [code = '', hosts = ''] = entry.slice(0, at).split('@');
  const target = entry.slice(at + 1);
  if (at < 1 || code === '' || !URL.canParse(target)) return undefined;
  const { protocol, origin, pathname } = new URL(target);
  return {
    code,
    hosts: hosts.split(',').filter(Boolean),
    ...(protocol === 'mailto:'
      ? { channels: ['email'], email: decodeURIComponent(pathname) }
      : { channels: ['api'], api: origin }),
  };
}

/**
 * Every addressee that this installation knows: the demo's own platform, those that `AMAAN_PLATFORMS` names, and the
 * registry of playbooks. An entry is `code=https://origin` or `code=mailto:address`; `code@host,host=...` says for
 * which hosts it answers; entries stand between spaces, and one with a playbook's code takes its place.
 */
export function addressees({ config }: Context): Addressee[] {
  const photos = config.watchLocal.join(',');
  const demo =
    config.profile === 'demo'
      ? `photo-board@${photos}=http://localhost:${config.ports.survivor + GATE_OFFSET}`
      : '';
  const own = (config.env.AMAAN_PLATFORMS ?? demo).split(/\s+/).flatMap((entry): Addressee[] => {
    const found = named(entry);
    const like = playbooks.find(({ code }) => code === found?.code) ?? ANY_PLATFORM;
    if (!found || !like) return [];
    const mine = like.code === found.code ? like : { ...like, name: nameOf(found.code), fields: [] };
    return [{ ...mine, ...found, hosts: [...mine.hosts, ...found.hosts] }];
  });
  const rest = playbooks
    .filter(({ code }) => !own.some((each) => each.code === code))
    // A mail leaves only where the operator set a mail server up.
    .map((each) =>
      config.env.AMAAN_SMTP ? each : { ...each, channels: each.channels.filter((way) => way !== 'email') },
    );
  return [...own, ...rest];
}

/** The addressee with this code. */
export function addresseeOf(context: Context, code: string): Addressee | undefined {
  return addressees(context).find((each) => each.code === code);
}

/** "Name, day": who decided, and when. */
const DECIDED = /^\S.*, \d{4}-\d{2}-\d{2}$/;

/**
 * Where Pakistani applications go: `AMAAN_PK_AUTHORITY`, one of the law files' settings. It counts only with
 * `AMAAN_PK_AUTHORITY_BY`, the name of who decided it and the day; until then both authorities are named.
 */
export function contentAuthorityOf({ config: { env } }: Pick<Context, 'config'>): string {
  const { values, default: both } = settings.contentAuthority;
  const { AMAAN_PK_AUTHORITY: chosen = '', AMAAN_PK_AUTHORITY_BY: by = '' } = env;
  return values.includes(chosen) && DECIDED.test(by) ? chosen : both;
}

/** Who signs notices, and where platforms answer: `AMAAN_HELPLINE`, `AMAAN_HELPLINE_CONTACT`, `AMAAN_REPLY_ORIGIN`. */
export function senderOf({ config }: Context): { sender: { name: string; contact: string }; reply: string } {
  const { env, ports, host } = config;
  const origin = env.AMAAN_REPLY_ORIGIN ?? `http://${host}:${ports.exchange}`;
  return {
    sender: {
      name: env.AMAAN_HELPLINE ?? 'Amaan helpline (demo)',
      contact: env.AMAAN_HELPLINE_CONTACT ?? 'notices@helpline.invalid',
    },
    reply: `${origin}/v1/notices/{notice}/status`,
  };
}
