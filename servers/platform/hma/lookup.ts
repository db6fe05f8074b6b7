import { createHash } from 'node:crypto';
import type { Match, Query } from '@amaan/bank';
import { hamming, hashFromHex } from '@amaan/signal';
import type { App } from '@amaan/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import type { Caller } from '../keys/key-ring.ts';
import { type Bare, letBareBy, watchBare } from '../keys/probing.ts';
import type { Access } from './access.ts';
import { refuse } from './errors.ts';
import { fetchUpload, type UrlRules } from './fetch.ts';
import { flag, type HmaType, knownType, looseBody, signalOf, single, TYPES } from './read.ts';
import { indexStatus } from './status.ts';
import type { TypeSwitches } from './types.ts';
import { hashUpload, type Hashed, noteQuality, readUpload, type Uploaded, wantedTypes } from './upload.ts';

interface Found {
  readonly bank_content_id: number;
  readonly distance: string;
}

const config = { class: 'api' } as const;

/** Adds `/h/hash` and `/m/...`. */
export function lookupRoutes(
  app: App,
  context: Context,
  access: Access,
  types: TypeSwitches,
  urls: UrlRules,
): void {
  const query = (request: FastifyRequest): Record<string, unknown> => ({ ...(request.query as object) });
  const look = (asked: Query, request: FastifyRequest, force: boolean): readonly Match[] => {
    const { banks, seed } = query(request);
    const names = single(banks)?.split(',').filter(Boolean);
    const options = {
      at: context.now().getTime(),
      // Below every ratio: banks that are switched off take part too.
      sample: force ? -1 : sampleOf(single(seed), context),
      ...(names ? { banks: names } : {}),
    };
    return context.tallies.watch((watched) => context.banks.match(asked, { ...options, ...watched })).matches;
  };

  const fetched = (request: FastifyRequest): Promise<Uploaded> => {
    const { url, content_type } = query(request);
    const address = single(url);
    if (address === undefined) throw refuse(400, 'Invalid or unsafe URL provided');
    return fetchUpload(address, single(content_type), urls);
  };
  const hashOf = async (
    upload: Uploaded,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<{ hashed: Hashed; wanted: readonly HmaType[] }> => {
    const wanted = wantedTypes(single(query(request).types), upload.contentType);
    for (const type of wanted) types.requireOn(type, 0);
    const hashed = await context.tallies.hash(() => hashUpload(context.readers.decoders, upload));
    noteQuality(reply, hashed);
    return { hashed, wanted };
  };
  const hashFor = async (caller: Caller, upload: Uploaded, request: FastifyRequest, reply: FastifyReply) => {
    const { signals } = (await hashOf(upload, request, reply)).hashed;
    // Clients that hash here look the answer up next: a file is behind it.
    for (const signal of Object.values(signals)) context.probes.file(caller.id, signal, context.now());
    return signals;
  };
  const lookUp = async (upload: Uploaded, request: FastifyRequest, reply: FastifyReply, bypass: boolean) => {
    const { hashed, wanted } = await hashOf(upload, request, reply);
    const answer: Record<string, Record<string, Found[]>> = {};
    for (const type of wanted) {
      const asked = queryOfUpload(type, hashed);
      if (asked) answer[type] = byBank(look(asked, request, bypass));
    }
    return answer;
  };

  app.get('/h/hash', { config }, async (request, reply) => {
    const caller = access.require(request, 'match');
    return hashFor(caller, await fetched(request), request, reply);
  });

  app.post('/h/hash', { config }, async (request, reply) => {
    const caller = access.require(request, 'match');
    return hashFor(caller, await readUpload(request), request, reply);
  });

  app.get('/m/lookup', { config }, async (request, reply) => {
    const caller = access.require(request, 'match');
    const { signal, signal_type, url } = query(request);
    if (url !== undefined) return lookUp(await fetched(request), request, reply, false);
    if (signal === undefined || signal_type === undefined)
      throw refuse(400, 'Either url or both signal and signal_type are required');
    const type = knownType(single(signal_type));
    types.requireOn(type, 0);
    const hash = signalOf(type, single(signal));
    letBareBy(context, caller, bareOf(type, hash));
    const found = look(queryFor(type, hash), request, false);
    await watchBare(context, caller, bareOf(type, hash), found);
    return byBank(found);
  });

  app.post('/m/lookup', { config }, async (request, reply) => {
    const caller = access.require(request, 'match');
    const upload = await readUpload(request);
    const bypass = flag(single(query(request).bypass_coinflip), 'bypass_coinflip') ?? false;
    if (bypass && !access.has(caller, 'curate')) throw refuse(403, 'bypass_coinflip: missing role curate');
    return lookUp(upload, request, reply, bypass);
  });

  app.get('/m/raw_lookup', { config }, async (request) => {
    const caller = access.require(request, 'match');
    const { signal, signal_type, banks, include_distance } = query(request);
    if (signal === undefined || signal_type === undefined)
      throw refuse(400, 'Either url or both signal and signal_type are required');
    const type = knownType(single(signal_type));
    const names = single(banks)?.split(',').filter(Boolean);
    const hash = signalOf(type, single(signal));
    letBareBy(context, caller, bareOf(type, hash));
    const { matches } = context.banks.match(queryFor(type, hash), {
      at: context.now().getTime(),
      sample: -1,
      ignoreEnabled: true,
      ...(names ? { banks: names } : {}),
    });
    await watchBare(context, caller, bareOf(type, hash), matches);
    const found = matches.map(asFound);
    return {
      matches: flag(single(include_distance), 'include_distance')
        ? found
        : found.map((one) => one.bank_content_id),
    };
  });

  app.post('/m/compare', { config }, async (request) => {
    access.require(request, 'match');
    const body = looseBody(request.body);
    const answer: Record<string, unknown> = {};
    for (const [name, pair] of Object.entries(body)) {
      const type = knownType(name, 'No such signal type');
      if (!Array.isArray(pair) || pair.length !== 2)
        throw refuse(400, 'Comparison hash list length must be exactly 2');
      const [a, b] = pair.map((hash) => signalOf(type, hash, `Invalid ${type} hash:`));
      const distance = type === 'pdq' ? hamming(hashFromHex(a ?? ''), hashFromHex(b ?? '')) : a === b ? 0 : 1;
      answer[type] = [type === 'pdq' ? distance <= 31 : distance === 0, { distance }];
    }
    return answer;
  });

  app.get('/m/index/status', { config }, async (request) => {
    access.require(request, 'match');
    const asked = single(query(request).signal_type);
    if (asked !== undefined && !TYPES.some((type) => type === asked))
      throw refuse(400, `No such signal type '${asked.slice(0, 40)}'`);
    return indexStatus(context, asked);
  });
}

function bareOf(type: HmaType, signal: string): Bare {
  return type === 'pdq' ? { pdq: { hash: signal, quality: 100 } } : { md5: signal };
}

function queryFor(type: HmaType, signal: string): Query {
  return type === 'pdq' ? { hashes: [{ hash: hashFromHex(signal) }] } : { md5: signal };
}

/** Both readings of a turned photo are looked up: the bank may hold either. */
function queryOfUpload(type: HmaType, { signals, stored }: Hashed): Query | undefined {
  if (type === 'video_md5') return signals.video_md5 ? { md5: signals.video_md5 } : undefined;
  const hashes = [signals.pdq, stored].flatMap((hex) => (hex ? [{ hash: hashFromHex(hex) }] : []));
  return hashes.length > 0 ? { hashes } : undefined;
}

/** A number in [0, 1): from the seed when one is given, so that a client can repeat its look-up. */
function sampleOf(seed: string | undefined, context: Context): number {
  const bytes =
    seed === undefined ? context.random(4) : createHash('sha256').update(seed).digest().subarray(0, 4);
  return Buffer.from(bytes).readUInt32BE() / 2 ** 32;
}

function asFound({ content, distance }: Match): Found {
  return { bank_content_id: Number(content), distance: String(distance) };
}

function byBank(matches: readonly Match[]): Record<string, Found[]> {
  const found: Record<string, Found[]> = {};
  for (const match of matches) (found[match.bank] ??= []).push(asFound(match));
  return found;
}
