/**
 * Every route has a class, and its class alone decides its headers. `page`: the survivor's page; `room`: the script
 * of the sandboxed frame; `plain`: pages without script (guides, neutral page); `form`: pages without script that post
 * to their own origin; `site`: the photo board's pages with pictures; `console`: staff pages; `asset`: scripts, styles,
 * fonts; `exit`: where she leaves to; `api`: JSON; `media`: bytes of a held upload or a site's picture.
 */
export const ROUTE_CLASSES = [
  'page',
  'room',
  'plain',
  'exit',
  'form',
  'site',
  'console',
  'asset',
  'api',
  'media',
] as const;
export type RouteClass = (typeof ROUTE_CLASSES)[number];

/** What the build of a page adds to its policy: sources like `'sha384-...'` of inline or framed scripts and styles. */
export interface PolicyHashes {
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
}

/** Browser features that no page of ours may use; each class gets all of them switched off but its own. */
const FEATURES = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'browsing-topics',
  'camera',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'web-share',
  'xr-spatial-tracking',
]; // prettier-ignore

const CLOSED = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

function permissions(allowed: readonly string[] = []): string {
  return FEATURES.map((feature) => `${feature}=(${allowed.includes(feature) ? 'self' : ''})`).join(', ');
}

function survivorPolicy({ scripts = [], styles = [] }: PolicyHashes): string {
  return [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    "font-src 'self'",
    "img-src 'self' blob:",
    'media-src blob:',
    'worker-src blob:',
    "connect-src 'self'",
    "frame-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types room-worker',
  ].join('; ');
}

function consolePolicy({ scripts = [], styles = [] }: PolicyHashes): string {
  return [
    "default-src 'none'",
    ["script-src 'self' 'wasm-unsafe-eval'", ...scripts].join(' '),
    ["style-src 'self'", ...styles].join(' '),
    "font-src 'self'",
    "img-src 'self' blob:",
    'media-src blob:',
    "connect-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

const POLICIES: Record<RouteClass, (hashes: PolicyHashes) => string> = {
  page: survivorPolicy,
  room: () => CLOSED,
  plain: () => `${CLOSED}; style-src 'self'; font-src 'self'; img-src 'self'`,
  exit: () => `${CLOSED}; style-src 'self'; font-src 'self'; img-src 'self'`,
  form: () =>
    `${CLOSED.replace("form-action 'none'", "form-action 'self'")}; style-src 'self'; font-src 'self'; img-src 'self'`,
  site: () =>
    `${CLOSED.replace("form-action 'none'", "form-action 'self'")}; style-src 'self'; font-src 'self'; img-src 'self'`,
  console: consolePolicy,
  asset: () => CLOSED,
  api: () => CLOSED,
  media: () => `${CLOSED}; sandbox`,
};

/** What a class changes of the headers that all share. */
const CHANGES: Partial<Record<RouteClass, Record<string, string>>> = {
  // A null-origin frame loads this one script with CORS, so both must let it.
  room: { 'access-control-allow-origin': 'null', 'cross-origin-resource-policy': 'cross-origin' },
  // What the browser kept of the visit goes as she leaves.
  exit: { 'clear-site-data': '"cache", "storage"' },
  console: {
    'permissions-policy': permissions(['publickey-credentials-create', 'publickey-credentials-get']),
  },
};

/**
 * The exact headers of a class of route, names in lower case.
 *
 * @param hashes what the page's build adds to its content security policy
 */
export function headersOf(routeClass: RouteClass, hashes: PolicyHashes = {}): Record<string, string> {
  return {
    'content-security-policy': POLICIES[routeClass](hashes),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'permissions-policy': permissions(),
    'origin-agent-cluster': '?1',
    ...CHANGES[routeClass],
  };
}
