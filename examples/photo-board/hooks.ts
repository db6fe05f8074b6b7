import { createHmac, timingSafeEqual } from 'node:crypto';
import { type App, HttpError } from '@amaan/http';
import type { FastifyRequest } from 'fastify';
import type { Pictures, Texts } from './pictures.ts';

const FRESH_SECONDS = 300;

interface Message {
  event?: unknown;
  item?: unknown;
  ticket?: unknown;
  appealable?: unknown;
  statement?: { text?: unknown; appealDays?: unknown };
  answer?: { text?: unknown };
  links?: unknown;
}

/** What the hooks need: the pictures, the secret shared with the platform, and this site's own `host:port` names. */
export interface HookContext {
  readonly pictures: Pictures;
  readonly secret: () => Buffer | undefined;
  readonly hosts: readonly string[];
  now(): Date;
}

/**
 * Checks that the platform sent this body, a moment ago.
 *
 * @param header `t=UNIX,v1=HEX`: HMAC-SHA256 over `UNIX.BODY`
 */
export function isFromPlatform(secret: Uint8Array, header: unknown, body: Uint8Array, now: Date): boolean {
  const [, time, mac] = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(String(header)) ?? [];
  if (time === undefined || mac === undefined) return false;
  if (Math.abs(now.getTime() / 1000 - Number(time)) > FRESH_SECONDS) return false;
  const expected = createHmac('sha256', secret).update(`${time}.`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(mac, 'hex'));
}

/** Adds the platform's three addresses: messages, and its questions about links and bytes. */
export async function hookRoutes(app: App, context: HookContext): Promise<void> {
  await app.register(async (scope: App) => {
    // The signature is over the exact bytes, so they are read before they are parsed.
    scope.removeContentTypeParser('application/json');
    scope.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    );
    const read = (request: FastifyRequest): Message => {
      const body = request.body as Buffer;
      const secret = context.secret();
      if (!secret || !isFromPlatform(secret, request.headers['amaan-signature'], body, context.now()))
        throw new HttpError(401, 'signature', 'This message is not signed by our platform.');
      return JSON.parse(body.toString('utf8')) as Message;
    };

    scope.post('/hooks/amaan', { config: { class: 'api' } }, async (request) => {
      take(context, read(request));
      return { v: 1 };
    });

    scope.post('/hooks/amaan/resolve', { config: { class: 'api' } }, async (request) => {
      const { links } = read(request);
      if (!Array.isArray(links)) throw new HttpError(400, 'shape', 'links must be a list.');
      return { v: 1, items: links.map((link) => itemOf(context, link)) };
    });

    scope.post('/hooks/amaan/media', { config: { class: 'media' } }, async (request, reply) => {
      const { item } = read(request);
      const picture = context.pictures.get(String(item));
      const bytes = picture && context.pictures.bytes(picture.id);
      if (!picture || !bytes) throw new HttpError(404, 'not-found', 'There is no such picture.');
      return reply.type(picture.type).send(bytes);
    });
  });
}

/** Carries out one message. The same message twice leaves the same state. */
function take(context: HookContext, message: Message): void {
  const { pictures } = context;
  const picture = pictures.get(String(message.item));
  if (!picture) return;
  const ticket = typeof message.ticket === 'string' ? { ticket: message.ticket } : {};
  const answer = textsOf(message.answer?.text);
  switch (message.event) {
    case 'cleared':
    case 'restored':
      if (pictures.bytes(picture.id)) pictures.change(picture.id, { ...ticket, answer, state: 'shown' });
      return;
    case 'removed': {
      const { text, appealDays } = message.statement ?? {};
      const statement = textsOf(text);
      pictures.change(picture.id, {
        ...ticket,
        state: 'removed',
        // Another ticket is another removal: whoever objected to an earlier one may object to this one.
        appealed: picture.appealed === true && picture.ticket === message.ticket,
        answer: undefined,
        appealable: message.appealable === true,
        appealDays: typeof appealDays === 'number' ? appealDays : 0,
        removedAt: context.now().toISOString(),
        ...(statement ? { statement } : {}),
      });
      // Kept for the time of an appeal, unless there is none.
      if (message.appealable !== true) pictures.dropBytes(picture.id);
      return;
    }
    case 'upheld':
      pictures.change(picture.id, { answer, appealable: false });
      pictures.dropBytes(picture.id);
      return;
    default:
      throw new HttpError(400, 'shape', 'This event is not known here.');
  }
}

function textsOf(value: unknown): Texts | undefined {
  const { en, ur } = (value ?? {}) as Record<string, unknown>;
  return typeof en === 'string' && typeof ur === 'string' ? { en, ur } : undefined;
}

function itemOf({ pictures, hosts }: HookContext, link: unknown): string | null {
  if (typeof link !== 'string' || !URL.canParse(link)) return null;
  const { host, pathname } = new URL(link);
  const id = /^\/[pi]\/([A-Za-z0-9_-]{12})\/?$/.exec(pathname)?.[1];
  if (!hosts.includes(host) || id === undefined) return null;
  const state = pictures.get(id)?.state;
  return state === undefined || state === 'removed' ? null : id;
}
