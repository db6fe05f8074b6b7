import multipart from '@fastify/multipart';
import { type App, createApp, HttpError, langOf, type Log } from '@amaan/http';
import type { FastifyReply } from 'fastify';
import { type AskOptions, appeal, askGate, type Gate, GateError } from './gate-client.ts';
import { hookRoutes } from './hooks.ts';
import { address } from './language.ts';
import { front, notice, ownPage, publicPage, removedPage } from './pages.ts';
import { type Picture, Pictures, pictureType } from './pictures.ts';
import { FONT, ICON, STYLE } from './style.ts';

const MAX_UPLOAD = 20 * 1024 * 1024;
const ASK_AGAIN_MS = 2_000;
const DAY_MS = 86_400_000;

/** What the board is made of. */
export interface BoardOptions {
  readonly folder: string;
  readonly log: Log;
  /** Our key at the platform; undefined until the platform has made it. */
  readonly gate: () => Gate | undefined;
  readonly hookSecret: () => Buffer | undefined;
  readonly hosts: readonly string[];
  readonly now?: () => Date;
  readonly ask?: AskOptions;
}

/** The board and what runs beside it. */
export interface Board {
  readonly app: App;
  readonly pictures: Pictures;
  stop(): Promise<void>;
}

const html = (reply: FastifyReply, body: string, status = 200) =>
  reply.code(status).type('text/html; charset=utf-8').header('vary', 'accept-language').send(body);

/** Builds the board. Uploads that the gate has not answered yet, also from before a crash, are asked about again. */
export async function createBoard(options: BoardOptions): Promise<Board> {
  const { now = () => new Date() } = options;
  const pictures = new Pictures(options.folder);
  const app = await createApp({ log: options.log, logRequests: false, bodyLimit: MAX_UPLOAD });
  await app.register(multipart, { limits: { files: 1, fileSize: MAX_UPLOAD, fields: 4 } });
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 4096 },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
  const asking = new Set<string>();

  const ask = async (id: string): Promise<void> => {
    const gate = options.gate();
    const bytes = pictures.bytes(id);
    if (!gate || !bytes || asking.has(id)) return;
    asking.add(id);
    try {
      const { decision, ticket } = await askGate(gate, id, bytes, options.ask);
      // A person may have decided while the answer was under way: only an unanswered upload changes here.
      if (pictures.get(id)?.state === 'asked')
        pictures.change(id, { state: decision === 'allow' ? 'shown' : 'held', ticket });
    } catch (error) {
      // Unreachable: it stays with its uploader and is asked about again. Refused: it is never shown to others.
      if (!(error instanceof GateError)) throw error;
      if (error.code === 'refused' && error.status === 422) pictures.change(id, { state: 'held' });
    } finally {
      asking.delete(id);
    }
  };
  const again = setInterval(() => {
    for (const { id } of pictures.in('asked')) void ask(id).catch(() => {});
    for (const { id, removedAt, appealDays = 0, appealed } of pictures.in('removed'))
      if (removedAt && !appealed && now().getTime() - Date.parse(removedAt) > appealDays * DAY_MS)
        pictures.dropBytes(id);
  }, ASK_AGAIN_MS);

  const mine = (picture: Picture, query: unknown): string | undefined => {
    const key = (query as { key?: unknown }).key;
    return typeof key === 'string' && pictures.isUploader(picture, key) ? key : undefined;
  };

  app.get('/', { config: { class: 'site' } }, async (request, reply) =>
    html(reply, front(langOf(request), pictures.in('shown').slice(0, 60))),
  );
  app.get('/style.css', { config: { class: 'asset' } }, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(STYLE),
  );
  app.get('/icon.svg', { config: { class: 'asset' } }, async (_request, reply) =>
    reply.type('image/svg+xml').send(ICON),
  );
  app.get('/naskh.woff2', { config: { class: 'asset' } }, async (_request, reply) =>
    reply.type('font/woff2').send(FONT),
  );

  app.post('/upload', { config: { class: 'site' } }, async (request, reply) => {
    const lang = langOf(request);
    const file = request.isMultipart() ? await request.file({ throwFileSizeLimit: false }) : undefined;
    const bytes = await file?.toBuffer();
    if (file?.file.truncated) return html(reply, notice(lang, 'large', 'largest'), 413);
    const type = bytes && pictureType(bytes);
    if (!bytes || !type) return html(reply, notice(lang, 'noPicture', 'kinds'), 400);
    const { picture, secret } = pictures.add(bytes, type, now());
    // The answer does not wait for the gate, so it takes the same time whatever the gate says.
    setImmediate(() => void ask(picture.id).catch(() => {}));
    return reply.redirect(address(`/p/${picture.id}`, lang, secret), 303);
  });

  app.get<{ Params: { id: string } }>('/p/:id', { config: { class: 'site' } }, async (request, reply) => {
    const picture = pictures.get(request.params.id);
    const key = picture && mine(picture, request.query);
    const lang = langOf(request);
    if (picture && key !== undefined)
      return html(reply, (picture.state === 'removed' ? removedPage : ownPage)(lang, picture, key));
    if (picture?.state === 'shown') return html(reply, publicPage(lang, picture));
    return html(reply, notice(lang, 'notHere', 'noneHere'), 404);
  });

  app.get<{ Params: { id: string } }>('/i/:id', { config: { class: 'media' } }, async (request, reply) => {
    const picture = pictures.get(request.params.id);
    const own = picture && picture.state !== 'removed' && mine(picture, request.query) !== undefined;
    const bytes = picture && (own || picture.state === 'shown') ? pictures.bytes(picture.id) : undefined;
    if (!picture || !bytes) throw new HttpError(404, 'not-found', 'There is no picture at this address.');
    return reply.type(picture.type).send(bytes);
  });

  app.post<{ Params: { id: string } }>(
    '/p/:id/appeal',
    { config: { class: 'site' } },
    async (request, reply) => {
      const picture = pictures.get(request.params.id);
      const { ground } = (request.body ?? {}) as { ground?: unknown };
      const key = picture && mine(picture, request.body ?? {});
      const gate = options.gate();
      const lang = langOf(request);
      if (!picture || key === undefined || picture.state !== 'removed' || picture.ticket === undefined)
        return html(reply, notice(lang, 'notHere', 'noneHere'), 404);
      if (!picture.appealed)
        try {
          if (!gate) throw new GateError('unreachable', 0);
          await appeal(gate, picture.ticket, String(ground), options.ask);
          pictures.change(picture.id, { appealed: true });
        } catch (error) {
          // Nothing is marked, so it can be sent again.
          if (!(error instanceof GateError)) throw error;
          const refused = error.code === 'refused';
          return html(reply, notice(lang, 'notSent', refused ? 'over' : 'later'), refused ? 409 : 503);
        }
      return reply.redirect(address(`/p/${picture.id}`, lang, key), 303);
    },
  );

  await hookRoutes(app, { pictures, secret: options.hookSecret, hosts: options.hosts, now });
  return {
    app,
    pictures,
    stop: async () => {
      clearInterval(again);
      await app.close();
    },
  };
}
