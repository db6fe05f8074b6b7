import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import multipart from '@fastify/multipart';
import { type App, createApp, HttpError, type Log } from '@amaan/http';
import { type AskOptions, appeal, askGate, type Gate, GateError } from './gate-client.ts';
import { hookRoutes } from './hooks.ts';
import { address, front, langOf, notice, ownPage, publicPage, removedPage, STYLE } from './pages.ts';
import { type Picture, Pictures, pictureType } from './pictures.ts';

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

/** What an uploader is told when the platform did not take the objection. Nothing is marked, so it can be sent again. */
function objectionFailed(error: unknown): never {
  if (!(error instanceof GateError)) throw error;
  throw error.code === 'unreachable'
    ? new HttpError(503, 'later', 'Your objection was not taken yet. Please send it again in a minute.')
    : new HttpError(
        409,
        'refused',
        'This cannot be objected to here any more. The reasons name the other ways.',
      );
}

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
    reply
      .type('text/html; charset=utf-8')
      .send(front(langOf(request.query), pictures.in('shown').slice(0, 60))),
  );
  app.get('/style.css', { config: { class: 'asset' } }, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(STYLE),
  );
  const font = readFileSync(
    fileURLToPath(
      import.meta.resolve('@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2'),
    ),
  );
  app.get('/naskh.woff2', { config: { class: 'asset' } }, async (_request, reply) =>
    reply.type('font/woff2').send(font),
  );

  app.post('/upload', { config: { class: 'site' } }, async (request, reply) => {
    const file = request.isMultipart() ? await request.file() : undefined;
    const bytes = await file?.toBuffer();
    const type = bytes && pictureType(bytes);
    if (!bytes || !type)
      return reply
        .code(400)
        .type('text/html; charset=utf-8')
        .send(notice(langOf(request.query), 'noPicture', 'kinds'));
    const { picture, secret } = pictures.add(bytes, type, now());
    // The answer does not wait for the gate, so it takes the same time whatever the gate says.
    setImmediate(() => void ask(picture.id).catch(() => {}));
    return reply.redirect(address(`/p/${picture.id}`, langOf(request.query), secret), 303);
  });

  app.get<{ Params: { id: string } }>('/p/:id', { config: { class: 'site' } }, async (request, reply) => {
    const picture = pictures.get(request.params.id);
    const key = picture && mine(picture, request.query);
    const lang = langOf(request.query);
    reply.type('text/html; charset=utf-8');
    if (picture && key !== undefined)
      return reply.send(
        picture.state === 'removed' ? removedPage(lang, picture, key) : ownPage(lang, picture, key),
      );
    if (picture?.state === 'shown') return reply.send(publicPage(lang, picture));
    return reply.code(404).send(notice(lang, 'notHere', 'noneHere'));
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
      if (!picture || key === undefined || picture.state !== 'removed' || picture.ticket === undefined)
        throw new HttpError(404, 'not-found', 'There is nothing to object to at this address.');
      if (!gate) throw new HttpError(503, 'later', 'Please try again in a minute.');
      if (!picture.appealed) {
        await appeal(gate, picture.ticket, String(ground), options.ask).catch(objectionFailed);
        pictures.change(picture.id, { appealed: true });
      }
      return reply.redirect(address(`/p/${picture.id}`, langOf(request.body), key), 303);
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
