import { type BlockList, isIP } from 'node:net';
import { HttpError } from '@amaan/http';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Caller, Role } from '../keys/key-ring.ts';
import { refuse } from './errors.ts';

/**
 * Who calls: the holder of a key, or, where the operator lists addresses for clients that cannot send one, the
 * caller at that address.
 */
export class Access {
  readonly #context: Context;
  readonly #addresses: BlockList;

  constructor(context: Context) {
    this.#context = context;
    this.#addresses = context.config.hmaAddresses;
  }

  /** @throws HttpError 401 without a key, 403 `missing role` */
  require(request: FastifyRequest, role: Role): Caller {
    if (request.headers.authorization === undefined && this.#isListed(request.ip))
      return { id: 'address', name: 'a listed address', roles: ['match', 'curate'] };
    try {
      return this.#context.keys.require(request, this.#context.now(), role);
    } catch (error) {
      if (error instanceof HttpError && error.code === 'role')
        throw refuse(403, `This key is not allowed to do this, missing role ${role}`);
      throw error;
    }
  }

  /** Lets nobody by who may ask nothing here. @throws HttpError 401 `key` */
  atTheDoor(request: FastifyRequest): void {
    if (request.headers.authorization !== undefined || !this.#isListed(request.ip))
      this.#context.keys.atTheDoor(request);
  }

  #isListed(address: string): boolean {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    return isIP(plain) !== 0 && this.#addresses.check(plain, isIP(plain) === 4 ? 'ipv4' : 'ipv6');
  }

  /** Whether the caller has a role beside the one that let them in. */
  has(caller: Caller, role: Role): boolean {
    return caller.roles.includes(role);
  }
}
