import { AmaanError } from '@amaan/base';
import type { FastifyRequest } from 'fastify';
import type { App } from './app.ts';

/**
 * Listens at a port of this machine.
 *
 * @param host a name or address; `localhost` listens on both of its addresses
 * @throws AmaanError `port-taken`, `port-refused`
 */
export async function listen(app: App, port: number, host = 'localhost'): Promise<void> {
  try {
    await app.listen({ port, host });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE')
      throw new AmaanError(
        'port-taken',
        `Port ${port} is taken by another program. End it, or set PORT to an offset.`,
        {
          cause,
        },
      );
    if (code === 'EACCES')
      throw new AmaanError(
        'port-refused',
        `This user may not listen on port ${port}. Set PORT to an offset.`,
        { cause },
      );
    throw cause;
  }
}

/** The key of an `Authorization: Bearer KEY` header, or nothing. */
export function bearer(request: FastifyRequest): string | undefined {
  return /^Bearer ([\x21-\x7e]+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

/**
 * Ends the process in order, once, when it is asked to (SIGTERM, SIGINT) or when the process that started it is gone.
 *
 * @param stop closes everything; the process ends when its promise does
 */
export function onShutdown(stop: () => Promise<void>): void {
  let stopping: Promise<void> | undefined;
  const end = () => {
    stopping ??= stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
  if (process.channel) {
    process.on('disconnect', end);
    process.channel.unref();
  }
}

/** What a server tells the process that started it once it answers: `npm start` shows the notes to the operator. */
export interface Announcement {
  readonly kind: 'ready';
  readonly notes: readonly string[];
}

/**
 * Says that this server answers. Without a parent that listens (a service manager), the notes go to stderr.
 *
 * @param notes sentences for the operator alone, like a one-time code; they are written to no file
 */
export function announce(notes: readonly string[] = []): void {
  const message: Announcement = { kind: 'ready', notes };
  if (process.send) process.send(message);
  else for (const note of notes) process.stderr.write(`${note}\n`);
}
