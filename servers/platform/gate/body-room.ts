import { HttpError } from '@amaan/http';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Bodies smaller than this are not worth counting. */
const SMALL = 64 * 1024;

/** How many bytes of uploads may be in memory at once, those that still arrive included. */
export class BodyRoom {
  readonly #most: number;
  /** What a body counts that does not say its length. */
  readonly #unknown: number;
  #used = 0;

  constructor(most: number, unknown: number) {
    this.#most = most;
    this.#unknown = unknown;
  }

  /** Takes room before the body is read; it is given back with the connection's answer. @throws HttpError 429 `busy` */
  enter(request: FastifyRequest, reply: FastifyReply): void {
    const { 'content-length': stated, 'transfer-encoding': pieces } = request.headers;
    if (stated === undefined && pieces === undefined) return; // no body at all
    const bytes = stated === undefined ? this.#unknown : Number(stated);
    if (!(bytes > SMALL)) return;
    if (this.#used > 0 && this.#used + bytes > this.#most)
      throw new HttpError(429, 'busy', 'Too many uploads at once. Try again in a second.');
    this.#used += bytes;
    reply.raw.once('close', () => {
      this.#used -= bytes;
    });
  }
}
