import { type App, EXAMPLE, HttpError } from '@amaan/http';
import { parseClockEvent } from '@amaan/notice';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { type Static, Type } from 'typebox';
import { readItems } from '../cases/rows.ts';
import type { Context } from '../context.ts';
import { approveNotice, draftNotice } from './approve.ts';
import { enterFact } from './facts.ts';
import { takeStatus } from './incoming.ts';
import { addReview } from './reviews.ts';
import { AddresseeList, AddresseeParams, CheckBody } from './schemas/addressees.ts';
import {
  ApproveBody,
  CaseParams,
  DraftBody,
  FactBody,
  NoticeParams,
  SealedText,
  StatusParams,
} from './schemas/entered.ts';
import { LawList, RegimeList, RegimeParams, ReviewBody } from './schemas/law.ts';
import { DocumentView, EscalationList, NoticeList } from './schemas/notice.ts';
import { seeingRoutes } from './seeing-routes.ts';
import { contentAuthorityOf, senderOf } from './addressees.ts';
import { addCheck, addresseeViews } from './playbook-view.ts';
import { mayStillSend } from './schedule.ts';
import { queuedDocument } from './send.ts';
import { noSuchNotice } from './errors.ts';
import { noticeRow } from './rows.ts';
import { boardNotices, caseNotices, lawRows, offeredRegimes } from './view.ts';

/** Who calls, as the staff room knows them. */
export interface Caller {
  readonly id: string;
  readonly role: 'caseworker' | 'supervisor' | 'admin';
}

/** The staff room's door: who calls (or 401), and which cases they hold a grant of. */
export interface StaffDoor {
  caller(request: FastifyRequest): Promise<Caller>;
  mayOpen(caller: Caller, caseId: string): Promise<boolean>;
}

const config = { class: 'api' } as const;
const security = [{ key: [] }];
const Done = Type.Object({ v: Type.Literal(1) });

/** Adds the staff routes for notices to the console's origin. */
export function noticeRoutes(app: App, context: Context, door: StaffDoor): void {
  seeingRoutes(app, context, door);
  const enter = async (request: FastifyRequest, caseId: string): Promise<Caller> => {
    const { id, role } = await door.caller(request);
    const caller = { id, role };
    // The same answer for a case that is not there and one that is not theirs.
    if (!(await door.mayOpen(caller, caseId)))
      throw new HttpError(404, 'case.unknown', 'There is no such case among yours.');
    return caller;
  };
  const list = async (caseId: string) => ({
    v: 1 as const,
    now: context.now().toISOString(),
    doubt: context.clockWatch.doubt ?? null,
    notices: await caseNotices(context, caseId),
  });

  app.get('/v1/regimes', { config, schema: { security, response: { 200: RegimeList } } }, async (request) => {
    await door.caller(request);
    return { v: 1 as const, regimes: await offeredRegimes(context) };
  });

  app.get('/v1/law', { config, schema: { security, response: { 200: LawList } } }, async (request) => {
    await door.caller(request);
    return { v: 1 as const, rows: await lawRows(context) };
  });
  app.post(
    '/v1/regimes/:regime/reviews',
    { config, schema: { security, params: RegimeParams, body: ReviewBody, response: { 200: Done } } },
    async (request) => {
      const { id, role } = await door.caller(request);
      if (role !== 'admin')
        throw new HttpError(403, 'role', 'An administrator records what a lawyer has read.');
      await addReview(context, id, request.params.regime, request.body);
      return { v: 1 as const };
    },
  );

  app.get(
    '/v1/addressees',
    { config, schema: { security, response: { 200: AddresseeList } } },
    async (request) => {
      await door.caller(request);
      return {
        v: 1 as const,
        ...senderOf(context),
        contentAuthority: contentAuthorityOf(context),
        addressees: await addresseeViews(context),
      };
    },
  );
  app.post(
    '/v1/addressees/:addressee/checks',
    { config, schema: { security, params: AddresseeParams, body: CheckBody, response: { 200: Done } } },
    async (request) => {
      const { id } = await door.caller(request);
      await addCheck(context, id, request.params.addressee, request.body.on);
      return { v: 1 as const };
    },
  );

  app.get('/v1/notices', { config, schema: { security, response: { 200: NoticeList } } }, async (request) => {
    const caller = await door.caller(request);
    const notices = await boardNotices(context, (caseId) => door.mayOpen(caller, caseId));
    const doubt = context.clockWatch.doubt ?? null;
    return { v: 1 as const, now: context.now().toISOString(), doubt, notices };
  });

  app.get(
    '/v1/cases/:caseId/notices',
    { config, schema: { security, params: CaseParams, response: { 200: NoticeList } } },
    async (request) => {
      await enter(request, request.params.caseId);
      return list(request.params.caseId);
    },
  );

  app.post(
    '/v1/cases/:caseId/notices',
    { config, schema: { security, params: CaseParams, body: DraftBody, response: { 200: NoticeList } } },
    async (request) => {
      const { caseId } = request.params;
      const caller = await enter(request, caseId);
      await draftNotice(context, caller, caseId, request.body);
      return list(caseId);
    },
  );

  app.get(
    '/v1/cases/:caseId/notices/:notice/text',
    { config, schema: { security, params: NoticeParams, response: { 200: SealedText } } },
    async (request) => {
      const { caseId, notice } = request.params;
      await enter(request, caseId);
      const [item] = await readItems(context.store.db, caseId, ['story'], ['notice'], notice);
      if (!item) throw noSuchNotice();
      return { v: 1 as const, sealed: item.sealed };
    },
  );
  app.post(
    '/v1/cases/:caseId/notices/:notice/approve',
    { config, schema: { security, params: NoticeParams, body: ApproveBody, response: { 200: NoticeList } } },
    async (request) => {
      const caller = await enter(request, request.params.caseId);
      await approveNotice(context, caller, request.params, request.body);
      return list(request.params.caseId);
    },
  );

  app.get(
    '/v1/cases/:caseId/notices/:notice/document',
    { config, schema: { security, params: NoticeParams, response: { 200: DocumentView } } },
    async (request) => {
      const { caseId, notice: id } = request.params;
      await enter(request, caseId);
      const notice = await noticeRow(context.store.db, id);
      const document =
        notice?.caseId === caseId ? await queuedDocument(context, context.store.db, id) : undefined;
      if (!notice || !document) throw noSuchNotice();
      if (!(await mayStillSend(context, context.store.db, notice, document)))
        throw new HttpError(
          409,
          'notice.mandate',
          'Her mandate has ended or does not cover this. Ask her before anything leaves.',
        );
      return { v: 1 as const, document };
    },
  );
  app.post(
    '/v1/cases/:caseId/notices/:notice/facts',
    { config, schema: { security, params: NoticeParams, body: FactBody, response: { 200: NoticeList } } },
    async (request) => {
      const caller = await enter(request, request.params.caseId);
      const { body } = request;
      if (body.fact === 'receipted')
        parseClockEvent({ type: 'x', at: body.at, recordedAt: context.now().toISOString() });
      await enterFact(context, caller, request.params, body);
      return list(request.params.caseId);
    },
  );

  app.get(
    '/v1/cases/:caseId/escalations',
    { config, schema: { security, params: CaseParams, response: { 200: EscalationList } } },
    async (request) => {
      await enter(request, request.params.caseId);
      const { rows } = await sql<Static<typeof EscalationList>['escalations'][number] & { at: Date }>`
        select id, notice, regime, authority, at, body as text, body_ur as ur from notice_escalation
        where case_id = ${request.params.caseId} order by at, notice, place`.execute(context.store.db);
      return { v: 1 as const, escalations: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
    },
  );
}

const StatusBody = Type.Unknown({
  description: 'a signed status message',
  examples: [
    {
      v: 1,
      notice: EXAMPLE.id,
      number: 'N-0123456789',
      event: 'acknowledged',
      at: EXAMPLE.at,
      sig: EXAMPLE.signature,
    },
  ],
});

/** Adds the address at which platforms tell us about our notices; it stands on the exchange's origin. */
export function noticeStatusRoutes(app: App, context: Context): void {
  app.post(
    '/v1/notices/:notice/status',
    {
      config,
      bodyLimit: 10_000,
      schema: { params: StatusParams, body: StatusBody, response: { 200: Done } },
    },
    async (request) => {
      await takeStatus(context, request.params.notice, request.body);
      return { v: 1 as const };
    },
  );
}
