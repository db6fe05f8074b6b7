import type { Context } from '../context.ts';

/** A platform or authority that a notice can go to, and how. */
export interface Addressee {
  readonly code: string;
  readonly name: string;
  readonly kind: 'platform' | 'host' | 'search' | 'authority' | 'officer';
  readonly channels: readonly ('api' | 'email' | 'form' | 'post' | 'hand')[];
  /** The origin of its notice intake, where it runs Amaan. */
  readonly api?: string;
  readonly email?: string;
  readonly form?: string;
  readonly languages: readonly string[];
  readonly refuses: readonly string[];
  readonly regimes: readonly string[];
  readonly checkedOn: string;
}

/** Days after which what we know of an addressee is marked as old. */
export const PLAYBOOK_DAYS = 90;

const GATE_OFFSET = 100;

/**
 * Every addressee that this installation knows: the demo's own platform, those that `AMAAN_PLATFORMS` names
 * (`code=https://origin` or `code=mailto:address`, separated by spaces), and authorities that are written to by hand.
 */
export function addressees(context: Context): Addressee[] {
  const { config, now } = context;
  const today = now().toISOString().slice(0, 10);
  const demo =
    config.profile === 'demo' ? `photo-board=http://localhost:${config.ports.survivor + GATE_OFFSET}` : '';
  const named = (config.env.AMAAN_PLATFORMS ?? demo).split(/\s+/).filter(Boolean);
  const platforms = named.flatMap((each): Addressee[] => {
    const [code, target] = each.split('=');
    if (!code || !target || !URL.canParse(target)) return [];
    const { protocol, origin, pathname } = new URL(target);
    const mail = protocol === 'mailto:';
    return [
      {
        code,
        name: code === 'photo-board' ? 'Photo board' : code,
        kind: 'platform',
        ...(mail
          ? { channels: ['email'], email: decodeURIComponent(pathname) }
          : { channels: ['api'], api: origin }),
        languages: ['en'],
        refuses: [],
        regimes: ['US-223a', 'UK-OSA-10-3A', 'EU-DSA-16', 'IN-3-2-b', 'US-DMCA', 'PK-2S'],
        checkedOn: today,
      },
    ];
  });
  return [...platforms, ...AUTHORITIES];
}

const CHECKED = '2026-11-23';
const AUTHORITIES: readonly Addressee[] = [
  {
    code: 'pk-authority',
    name: 'SMPRA / PTA (s.50A)',
    kind: 'authority',
    channels: ['post', 'form', 'hand'],
    languages: ['ur', 'en'],
    refuses: [],
    regimes: ['PK-2C', 'PK-21-3', 'PK-24-3', 'PK-16-2', 'PK-37-1'],
    checkedOn: CHECKED,
  },
  {
    code: 'pk-nccia',
    name: 'NCCIA',
    kind: 'officer',
    channels: ['form', 'post', 'hand'],
    languages: ['ur', 'en'],
    refuses: [],
    regimes: ['PK-30'],
    checkedOn: CHECKED,
  },
  {
    code: 'us-ftc',
    name: 'US Federal Trade Commission',
    kind: 'authority',
    channels: ['form'],
    form: 'https://takeitdown.ftc.gov',
    languages: ['en'],
    refuses: ['attached pictures'],
    regimes: ['US-FTC'],
    checkedOn: CHECKED,
  },
  {
    code: 'uk-ofcom',
    name: 'Ofcom',
    kind: 'authority',
    channels: ['form'],
    languages: ['en'],
    refuses: ['single cases'],
    regimes: ['UK-OFCOM'],
    checkedOn: CHECKED,
  },
  {
    code: 'au-esafety',
    name: 'eSafety Commissioner',
    kind: 'authority',
    channels: ['form'],
    languages: ['en'],
    refuses: [],
    regimes: ['AU-32', 'AU-33'],
    checkedOn: CHECKED,
  },
];

/** The addressee with this code. */
export function addresseeOf(context: Context, code: string): Addressee | undefined {
  return addressees(context).find((each) => each.code === code);
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
