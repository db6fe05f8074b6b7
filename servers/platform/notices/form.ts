import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AmaanError, type Lang, ShapeError, type Text } from '@amaan/base';
import { type App, describeError, HttpError, langOf } from '@amaan/http';
import { MAX_ADDRESSES, MAX_LINKS, parseLink, regimes, sealDocument } from '@amaan/notice';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Context, newId } from '../context.ts';
import {
  agePage,
  FIELDS,
  FORM_STYLE,
  formPage,
  type Pages,
  type Problem,
  receiptPage,
  statusPage,
  tooLargePage,
  type Typed,
  youngerPage,
} from './form-pages.ts';
import { FORM } from './form-text.ts';
import { receiveNotice } from './intake.ts';
import { askAbout } from './status-of.ts';

const config = { class: 'form' } as const;
const hidden = { config, schema: { hide: true } } as const;
const REGIME = 'US-223a';
/** Far more than a notice may hold, so that who wrote too much is told so with every word kept. */
const BODY = 1_000_000;
/** A form that was opened longer ago than this is a new notice when it is sent. */
const OPEN_MS = 24 * 3_600_000;

/**
 * What makes two presses of one form's button one notice: an id out of the form's own random value, and the moment at
 * which the form was opened. A form that carries neither, or an odd one, is a notice of its own.
 */
function mark(context: Context, { once = '', at = '' }: Typed): { id: string; createdAt: string } {
  const now = context.now();
  const opened = Date.parse(at);
  const usable = /^[0-9a-f]{32}$/.test(once) && opened <= now.getTime() && opened > now.getTime() - OPEN_MS;
  if (!usable) return { id: newId(context), createdAt: now.toISOString() };
  const id = createHash('sha256').update(`amaan/notice-form/v1\n${once}`).digest('hex').slice(0, 32);
  return { id, createdAt: new Date(opened).toISOString() };
}

/** The addresses of a form or one line of it, each once; who leaves https:// out means it. */
function addressesOf({ links = '' }: Typed): string[] {
  const whole = (typed: string) =>
    /^[\p{L}\d-]+([.][\p{L}\d-]+)+([/?#]|$)/u.test(typed) ? `https://${typed}` : typed;
  return [...new Set(links.split(/\s+/).filter(Boolean).map(whole))];
}

/** The lines that hold something else than addresses, as they were typed. */
function oddLines({ links = '' }: Typed): string[] {
  const lines = new Set(links.split('\n').map((line) => line.trim()));
  return [...lines].filter((line) => !addressesOf({ links: line }).every(isLink));
}

/** What of a form cannot be sent as it is. */
function hindrance(typed: Typed): Problem | undefined {
  const fields = FIELDS.filter((name) => !typed[name]?.trim());
  if (fields.length > 0) return { text: FORM.missing, fields };
  const lines = oddLines(typed);
  if (lines.length > 0) return { text: FORM.address, lines };
  const addresses = addressesOf(typed);
  if (addresses.length > MAX_LINKS || addresses.join('').length > MAX_ADDRESSES)
    return { text: FORM.many, values: { n: MAX_LINKS, characters: MAX_ADDRESSES } };
  return undefined;
}

function isLink(url: string): boolean {
  try {
    parseLink({ url });
    return true;
  } catch {
    return false;
  }
}

/** Makes the notice document that a helpline's software would have sent. @throws ShapeError for an address we cannot read */
function documentOf(context: Context, typed: Typed) {
  const row = regimes().rows.get(REGIME);
  const said = (name: string): string => (typed[name] ?? '').trim();
  const links = addressesOf(typed).map((url, i) => parseLink({ url }, `links[${i}]`));
  const signature = `${said('signature')} (typed)`;
  const where = [said('description'), ...links.map((link) => link.url)].filter(Boolean).join('\n');
  const agreed = 'In good faith: the person shown did not agree to its being published at these addresses.';
  return sealDocument({
    v: 1,
    ...mark(context, typed),
    regime: REGIME,
    regimeVersion: row?.id ?? REGIME,
    addressee: 'this-platform',
    sender: said('signature'),
    onBehalf: said('who'),
    links,
    elements: { signature, locate_info: where, good_faith_nonconsent: agreed, contact: said('contact') },
    text: { en: [agreed, where, signature, said('contact')].join('\n\n') },
    reply: {},
  });
}

/** Adds the plain form for everyone who has no software: pages without script, at `/notices`. */
export async function noticeForm(app: App, context: Context): Promise<void> {
  await app.register(async (scope: App) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: BODY },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
    );
    const html = (reply: FastifyReply, body: string, status = 200) =>
      reply.code(status).type('text/html; charset=utf-8').header('vary', 'accept-language').send(body);
    // In production Urdu waits for a reviewer of each of its strings.
    const urdu =
      context.config.profile === 'demo' ||
      Object.values<Text>(FORM).every(({ reviewer }) => reviewer !== null);
    const pagesOf = (request: FastifyRequest): Pages => {
      const lang: Lang = urdu ? langOf(request) : 'en';
      return { lang, urdu };
    };
    scope.setErrorHandler(async (error, request, reply) => {
      if (describeError(error).status !== 413) throw error;
      return html(reply, tooLargePage(pagesOf(request)), 413);
    });
    const newForm = (): Typed => ({ once: newId(context), at: context.now().toISOString() });

    scope.get(
      '/notices/style.css',
      { config: { class: 'asset' }, schema: { hide: true } },
      async (_request, reply) => reply.type('text/css; charset=utf-8').send(FORM_STYLE),
    );
    const font = readFileSync(
      fileURLToPath(
        import.meta.resolve('@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2'),
      ),
    );
    scope.get(
      '/notices/naskh.woff2',
      { config: { class: 'asset' }, schema: { hide: true } },
      async (_request, reply) => reply.type('font/woff2').send(font),
    );
    scope.get('/notices', hidden, async (request, reply) => html(reply, agePage(pagesOf(request))));
    scope.get('/notices/form', hidden, async (request, reply) => {
      const pages = pagesOf(request);
      // Whatever is not a clear answer is treated as under 18 (minors, Q3).
      const adult = readForm(request.query).age === 'adult';
      return html(reply, adult ? formPage(pages, newForm()) : youngerPage(pages));
    });
    scope.post('/notices', hidden, async (request, reply) => {
      const typed = readForm(request.body);
      const pages = pagesOf(request);
      if (typed.age !== 'adult') return html(reply, youngerPage(pages));
      if (typed.switch === 'en' || typed.switch === 'ur')
        return html(reply, formPage({ ...pages, lang: pages.urdu ? typed.switch : 'en' }, typed));
      const hinders = hindrance(typed);
      if (hinders) return html(reply, formPage(pages, typed, hinders), 400);
      try {
        const { answer } = await receiveNotice(context, documentOf(context, typed));
        return html(reply, receiptPage(pages, answer.status.number, answer.status.at, answer.secret), 201);
      } catch (error) {
        const { problem, status } = problemOf(error);
        return html(reply, formPage(pages, typed, { text: problem }), status);
      }
    });

    scope.get('/notices/status', hidden, async (request, reply) => html(reply, statusPage(pagesOf(request))));
    scope.post('/notices/status', hidden, async (request, reply) => {
      const typed = readForm(request.body);
      const { number = '', secret = '' } = typed;
      const pages = pagesOf(request);
      try {
        const messages = await askAbout(context, number.trim().toUpperCase(), secret.trim());
        return html(reply, statusPage(pages, {}, messages));
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        return html(reply, statusPage(pages, typed, undefined, FORM['status.unknown']), 404);
      }
    });
  });
}

/** What to say about a notice that was not taken. @throws what is no fault of the sender's or of the hour */
function problemOf(error: unknown): { problem: Text; status: number } {
  if (error instanceof HttpError && error.status === 429) return { problem: FORM.busy, status: 429 };
  if (error instanceof HttpError && error.status === 409) return { problem: FORM.changed, status: 409 };
  if (error instanceof ShapeError || (error instanceof AmaanError && !(error instanceof HttpError)))
    return { problem: FORM.large, status: 400 };
  throw error;
}

function readForm(body: unknown): Record<string, string> {
  return typeof body === 'object' && body !== null ? (body as Record<string, string>) : {};
}
