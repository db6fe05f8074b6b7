import type { ContentSignals } from '@amaan/bank';
import type { App } from '@amaan/http';
import { hashFromHex, isFlatHash } from '@amaan/signal';
import { sql } from 'kysely';
import { ageOf, claimBank } from '../banks/bank-age.ts';
import { enter, insertContent, newContentId } from '../banks/bank-store.ts';
import type { Context } from '../context.ts';
import type { Caller } from '../keys/key-ring.ts';
import type { Access } from './access.ts';
import {
  type ContentRow,
  contentAnswer,
  enabledFrom,
  isContent,
  readContent,
  storedNote,
  userMetadata,
} from './content.ts';
import { refuse } from './errors.ts';
import { fetchUpload, type UrlRules } from './fetch.ts';
import { noteAct } from './note-act.ts';
import { flag, type Loose, looseBody, printable, signalOf, single, TYPES } from './read.ts';
import { hashUpload, readUpload, wantedTypes } from './upload.ts';
import { type BankLine, contentJson, sendJson } from './write.ts';

interface Params {
  bank: string;
  id: string;
}

const config = { class: 'api' } as const;

/** Adds the calls that fill a bank and change its contents. */
export function contentRoutes(app: App, context: Context, access: Access, urls: UrlRules): void {
  const { banks, store } = context;

  async function add(caller: Caller, bank: string, signals: ContentSignals, extra: Loose): Promise<string> {
    const id = newContentId();
    const note = storedNote(extra);
    const metadata = userMetadata(extra);
    const content = { id, bank, signals, enabledFrom: 1 };
    await store.transaction(async (trx) => {
      // These calls carry no mark of age, so an unmarked bank becomes one of adults; there is no "unknown".
      if ((await ageOf(trx, bank)) === undefined) await claimBank(trx, bank, 'adult');
      await insertContent(
        trx,
        context.atRest,
        { ...content, ...(note === undefined ? {} : { note }), ...(metadata ? { metadata } : {}) },
        context.now(),
      );
      await noteAct(trx, context, caller, 'content.added', bank, id);
    });
    enter(banks, content);
    return id;
  }

  function bankOf({ bank }: ContentRow): BankLine {
    return { name: bank, enabledRatio: banks.get(bank)?.enabledRatio ?? 0 };
  }

  function requireBank(bank: string): void {
    if (!banks.get(bank)) throw refuse(404, `bank '${printable(bank)}' not found`);
  }

  async function find(bank: string, id: string): Promise<ContentRow> {
    requireBank(bank);
    const row = await readContent(store.db, context.atRest, bank, id);
    if (!row) throw refuse(404, `content '${printable(id)}' not found`);
    return row;
  }

  app.post<{ Params: Params }>('/c/bank/:bank/content', { config }, async (request) => {
    const caller = access.require(request, 'curate');
    const { bank } = request.params;
    requireBank(bank);
    // What may show a minor is not sent, fetched or opened here (minors, T1): its makers' signal is enough.
    if ((await ageOf(store.db, bank)) === 'minor')
      throw refuse(403, `bank '${printable(bank)}' takes signals, never files`);
    const query: Loose = { ...(request.query as object) };
    const address = single(query.url);
    if (address === undefined && !request.isMultipart())
      throw refuse(400, 'Neither `url` nor multipart file upload was received');
    const upload = request.isMultipart()
      ? await readUpload(request)
      : await fetchUpload(address ?? '', single(query.content_type), urls);
    const body = request.isMultipart() ? upload.fields : looseBody(request.body);
    const wanted = wantedTypes(single(query.types), upload.contentType);
    const {
      signals,
      stored,
      quality = 0,
      storedQuality = 0,
    } = await hashUpload(context.readers.decoders, upload);
    if (wanted.includes('pdq') && signals.pdq === undefined)
      throw refuse(
        400,
        `Invalid pdq signal: the quality is ${quality}, and 50 is the least that can be matched`,
      );
    const id = await add(
      caller,
      bank,
      {
        ...(signals.pdq ? { pdq: { hash: signals.pdq, quality } } : {}),
        ...(stored ? { pdqStored: { hash: stored, quality: storedQuality } } : {}),
        ...(signals.video_md5 ? { md5: signals.video_md5 } : {}),
      },
      { ...query, ...body },
    );
    return { id: Number(id), signals };
  });

  app.post<{ Params: Params }>('/c/bank/:bank/signal', { config }, async (request) => {
    const caller = access.require(request, 'curate');
    const { bank } = request.params;
    requireBank(bank);
    const { note, metadata, content_id, content_uri, ...rest } = looseBody(request.body);
    const signals: Record<string, string> = {};
    for (const [name, value] of Object.entries(rest)) {
      const type = TYPES.find((known) => known === name);
      if (!type) throw refuse(400, `No such signal type ${printable(name)}`);
      signals[type] = signalOf(type, value, `Invalid ${type} signal:`);
    }
    if (Object.keys(signals).length === 0) throw refuse(400, 'No signals given');
    if (signals.pdq && /^0+$/.test(signals.pdq)) throw refuse(400, 'Invalid pdq signal: it is all zeros');
    // It comes without its quality. A picture that is meant all the same can be sent as a file, which is measured.
    if (signals.pdq && isFlatHash(hashFromHex(signals.pdq)))
      throw refuse(
        400,
        'Invalid pdq signal: it is that of a flat picture; send the file to have it measured',
      );
    const id = await add(
      caller,
      bank,
      {
        ...(signals.pdq ? { pdq: { hash: signals.pdq, quality: 100 } } : {}),
        ...(signals.video_md5 ? { md5: signals.video_md5 } : {}),
      },
      { note, metadata, content_id, content_uri },
    );
    return { id: Number(id), signals };
  });

  app.get<{ Params: Params }>('/c/bank/:bank/content/:id', { config }, async (request, reply) => {
    const caller = access.require(request, 'match');
    const row = await find(request.params.bank, request.params.id);
    const query: Loose = { ...(request.query as object) };
    const answer = contentAnswer(row, {
      signals:
        (flag(single(query.include_signals), 'include_signals') ?? false) && access.has(caller, 'curate'),
      metadata: flag(single(query.include_metadata), 'include_metadata') ?? true,
    });
    return sendJson(reply, contentJson(bankOf(row), answer));
  });

  app.put<{ Params: Params }>('/c/bank/:bank/content/:id', { config }, async (request, reply) => {
    const caller = access.require(request, 'curate');
    const before = await find(request.params.bank, request.params.id);
    const body = looseBody(request.body);
    const from = enabledFrom(body.disable_until_ts, context.now()) ?? before.enabledFrom;
    const note = storedNote(body);
    await store.transaction(async (trx) => {
      await sql`update bank_content set enabled_from = ${from}, set_here = true, note = coalesce(${note ?? null}, note)
        where id = ${before.id}`.execute(trx);
      await noteAct(trx, context, caller, 'content.changed', before.bank, before.id);
    });
    enter(banks, { id: before.id, bank: before.bank, signals: before.signals, enabledFrom: from });
    const after = await find(before.bank, before.id);
    const { metadata, ...answer } = contentAnswer(after, { signals: false, metadata: true });
    return sendJson(
      reply,
      contentJson(bankOf(after), { ...answer, collab_metadata: {}, user_metadata: metadata }),
    );
  });

  app.delete<{ Params: Params }>('/c/bank/:bank/content/:id', { config }, async (request) => {
    const caller = access.require(request, 'curate');
    const { bank, id } = request.params;
    requireBank(bank);
    const row = await readContent(store.db, context.atRest, bank, id);
    if (!row) {
      // In another bank: whoever names the wrong one is told, and does not take it for gone.
      if (await isContent(store.db, id)) throw refuse(404, `content '${printable(id)}' not found`);
      return { deleted: 0 };
    }
    await store.transaction(async (trx) => {
      // What an exchange still has stays as a mark, so that its next delivery is known as deleted.
      const { rows } =
        await sql`update bank_content set removed_here = true, set_here = true, enabled_from = 0
        where id = ${row.id} and exists (select 1 from exchange_row where content = ${row.id}) returning id`.execute(
          trx,
        );
      if (rows.length === 0) await sql`delete from bank_content where id = ${row.id}`.execute(trx);
      await noteAct(trx, context, caller, 'content.dropped', bank, row.id);
    });
    banks.remove(bank, row.id);
    return { deleted: 1 };
  });
}
