import { AmaanError } from '@amaan/base';
import { type App, HttpError } from '@amaan/http';
import { parseLink, regimes, sealDocument } from '@amaan/notice';
import type { FastifyReply } from 'fastify';
import { type Context, newId } from '../context.ts';
import { FORM_STYLE, formPage, receiptPage, statusPage, type Typed, youngerPage } from './form-pages.ts';
import { receiveNotice } from './intake.ts';
import { askAbout } from './status-of.ts';

const config = { class: 'form' } as const;
const REGIME = 'US-223a';
const BODY = 60_000;

/** Makes the notice document that a helpline's software would have sent. @throws ShapeError for an address we cannot read */
function documentOf(context: Context, typed: Typed) {
  const row = regimes().rows.get(REGIME);
  const said = (name: string): string => (typed[name] ?? '').trim();
  const links = [...new Set(said('links').split(/\s+/).filter(Boolean))].map((url, i) =>
    parseLink({ url }, `links[${i}]`),
  );
  const signature = `${said('signature')} (typed)`;
  const where = [said('description'), ...links.map((link) => link.url)].filter(Boolean).join('\n');
  const agreed = 'In good faith: the person shown did not agree to its being published at these addresses.';
  return sealDocument({
    v: 1,
    id: newId(context),
    regime: REGIME,
    regimeVersion: row?.id ?? REGIME,
    addressee: 'this-platform',
    sender: said('signature'),
    onBehalf: said('who'),
    links,
    elements: { signature, locate_info: where, good_faith_nonconsent: agreed, contact: said('contact') },
    text: { en: [agreed, where, signature, said('contact')].join('\n\n') },
    reply: {},
    createdAt: context.now().toISOString(),
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
      reply.code(status).type('text/html; charset=utf-8').send(body);

    scope.get(
      '/notices/style.css',
      { config: { class: 'asset' }, schema: { hide: true } },
      async (_request, reply) => reply.type('text/css; charset=utf-8').send(FORM_STYLE),
    );
    scope.get('/notices', { config, schema: { hide: true } }, async (_request, reply) =>
      html(reply, formPage()),
    );
    scope.post('/notices', { config, schema: { hide: true } }, async (request, reply) => {
      const typed = readForm(request.body);
      // No answer and a broken one are treated as under 18 (minors, Q3).
      if (typed.age !== 'adult') return html(reply, youngerPage());
      const missing = ['links', 'who', 'nonconsent', 'contact', 'signature'].some(
        (name) => !typed[name]?.trim(),
      );
      if (missing)
        return html(reply, formPage(typed, 'Something is missing: please fill in every field.'), 400);
      try {
        const { answer } = await receiveNotice(context, documentOf(context, typed));
        return html(reply, receiptPage(answer.status.number, answer.status.at, answer.secret), 201);
      } catch (error) {
        if (!(error instanceof AmaanError)) throw error;
        const problem =
          'One of the addresses is not a web address. Each must begin with https:// and stand on its own line.';
        return html(reply, formPage(typed, problem), 400);
      }
    });

    scope.get('/notices/status', { config, schema: { hide: true } }, async (_request, reply) =>
      html(reply, statusPage()),
    );
    scope.post('/notices/status', { config, schema: { hide: true } }, async (request, reply) => {
      const { number = '', secret = '' } = readForm(request.body);
      try {
        return html(reply, statusPage(await askAbout(context, number.trim().toUpperCase(), secret.trim())));
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        return html(reply, statusPage(undefined, error.message), 404);
      }
    });
  });
}

function readForm(body: unknown): Record<string, string> {
  return typeof body === 'object' && body !== null ? (body as Record<string, string>) : {};
}
