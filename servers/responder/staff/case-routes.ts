import { parseSealed } from '@amaan/custody';
import type { App } from '@amaan/http';
import { dayOf, requireDay } from '@amaan/http/screen';
import {
  addEvents,
  addMessage,
  assignCase,
  divertCase,
  hideMessage,
  listCases,
  readCase,
} from '../cases/index.ts';
import type { Context } from '../context.ts';
import * as shape from './schemas.ts';
import { requireStaff } from './session.ts';

const config = { class: 'api' } as const;
const done = { v: 1, ok: true } as const;
const security = [{ key: [] }];

/** Cases for those who hold them. Everything sealed stays sealed here: the console opens it with the member's key. */
export function caseRoutes(app: App, context: Context): void {
  const params = shape.CaseParams;
  const response = { 200: shape.Done };

  app.get(
    '/v1/cases',
    { config, schema: { security, response: { 200: shape.CaseLines } } },
    async (request) => {
      const staff = await requireStaff(context, request);
      const cases = await listCases(context, staff);
      return { v: 1 as const, now: context.now().toISOString(), cases };
    },
  );

  app.post(
    '/v1/cases/:caseId/read',
    { config, schema: { security, params, response: { 200: shape.CaseAnswer } } },
    async (request) => {
      const staff = await requireStaff(context, request);
      const { caseId } = request.params;
      requireDay(await context.screen.mayOpen(staff.id, dayOf(request, context.now()), caseId));
      return { v: 1 as const, case: await readCase(context, staff, caseId) };
    },
  );

  app.post(
    '/v1/cases/:caseId/messages',
    { config, schema: { security, params, body: shape.MessageBody, response } },
    async (request) => {
      const staff = await requireStaff(context, request);
      const { id, under, sealed } = request.body;
      const message = { id, under, sealed: parseSealed(sealed, 'sealed') };
      await addMessage(context, staff, request.params.caseId, message);
      return done;
    },
  );

  app.post(
    '/v1/cases/:caseId/messages/:message/hide',
    { config, schema: { security, params: shape.MessageParams, body: shape.HideBody, response } },
    async (request) => {
      const staff = await requireStaff(context, request);
      const { caseId, message } = request.params;
      await hideMessage(context, staff, caseId, message, request.body.kind);
      return done;
    },
  );

  app.post(
    '/v1/cases/:caseId/assign',
    { config, schema: { security, params, body: shape.AssignBody, response } },
    async (request) => {
      const staff = await requireStaff(context, request);
      await assignCase(context, staff, request.params.caseId, request.body.staff);
      return done;
    },
  );

  app.post(
    '/v1/cases/:caseId/close',
    { config, schema: { security, params, body: shape.CloseBody, response } },
    async (request) => {
      const staff = await requireStaff(context, request);
      await addEvents(context, staff, request.params.caseId, [
        {
          type: 'case.closed',
          actor: { role: staff.role, id: staff.id },
          refs: { reason: request.body.reason },
        },
      ]);
      return done;
    },
  );

  // The one button for a doubt about age: it asks nothing.
  app.post('/v1/cases/:caseId/minor', { config, schema: { security, params, response } }, async (request) => {
    const staff = await requireStaff(context, request);
    await divertCase(context, staff, request.params.caseId);
    return done;
  });
}
