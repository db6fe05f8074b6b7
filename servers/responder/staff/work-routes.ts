import { parseCaseKeys, parseGrant, parseSealed } from '@amaan/custody';
import { type App, HttpError } from '@amaan/http';
import {
  addEvents,
  addTask,
  askApproval,
  changeTask,
  decideAlone,
  decideApproval,
  listApprovals,
  makePackage,
  makeReferral,
  proposeDeclaration,
  proposeReferral,
  rotateForStaff,
  teamLoad,
} from '../cases/index.ts';
import { type Context, today } from '../context.ts';
import { countDemand } from '../transparency/tally.ts';
import { may } from './roles.ts';
import * as shape from './schemas.ts';
import { requireRight, requireStaff, type SignedIn } from './session.ts';

const config = { class: 'api' } as const;
const done = { v: 1, ok: true } as const;
const security = [{ key: [] }];

function asSecond(staff: SignedIn) {
  return { ...staff, mayApprove: may(staff.role, 'approve') };
}

/** Work on a case beyond reading and answering: tasks, referrals, what two people agree to, new keys, holds. */
export function workRoutes(app: App, context: Context): void {
  approvalRoutes(app, context);
  declarationRoutes(app, context);
  const response = { 200: shape.Done };

  app.post(
    '/v1/cases/:caseId/tasks',
    { config, schema: { security, params: shape.CaseParams, body: shape.TaskBody, response } },
    async (request) => {
      const staff = await requireStaff(context, request);
      const { v: _, ...task } = request.body;
      const sealed = parseSealed(task.sealed, 'sealed');
      await addTask(context, staff, request.params.caseId, { ...task, sealed });
      return done;
    },
  );

  app.post(
    '/v1/cases/:caseId/tasks/:task',
    { config, schema: { security, params: shape.TaskParams, body: shape.TaskChange, response } },
    async (request) => {
      const staff = await requireStaff(context, request);
      const { v: _, ...change } = request.body;
      await changeTask(context, staff, request.params.caseId, request.params.task, change);
      return done;
    },
  );

  app.post(
    '/v1/cases/:caseId/referrals',
    { config, schema: { security, params: shape.CaseParams, body: shape.MessageBody, response } },
    async (request) => {
      const staff = await requireStaff(context, request);
      const { id, under, sealed } = request.body;
      const referral = { id, under, sealed: parseSealed(sealed, 'sealed') };
      await proposeReferral(context, staff, request.params.caseId, referral);
      return done;
    },
  );

  app.post(
    '/v1/cases/:caseId/referrals/:referral/made',
    { config, schema: { security, params: shape.ReferralParams, response } },
    async (request) => {
      const staff = await requireStaff(context, request);
      await makeReferral(context, staff, request.params.caseId, request.params.referral);
      return done;
    },
  );

  app.post(
    '/v1/cases/:caseId/rotate',
    { config, schema: { security, params: shape.CaseParams, body: shape.RotateBody, response } },
    async (request) => {
      const staff = await requireStaff(context, request);
      const { under, keys, grants, resealed } = request.body;
      await rotateForStaff(context, staff, request.params.caseId, {
        under,
        keys: parseCaseKeys(keys, 'keys'),
        grants: grants.map((grant, i) => parseGrant(grant, `grants.${i}`)),
        resealed: resealed.map(({ id, sealed }) => ({ id, sealed: parseSealed(sealed, 'resealed') })),
      });
      return done;
    },
  );

  app.post(
    '/v1/cases/:caseId/hold',
    { config, schema: { security, params: shape.CaseParams, body: shape.HoldBody, response } },
    async (request) => {
      const staff = await requireRight(context, request, 'hold');
      const { until, reason } = request.body;
      if (Number.isNaN(Date.parse(until)) || until < today(context))
        throw new HttpError(422, 'day', 'Give a day that is still to come.');
      await addEvents(context, staff, request.params.caseId, [
        { type: 'case.held', actor: { role: staff.role, id: staff.id }, refs: { until, reason } },
      ]);
      return done;
    },
  );

  app.post(
    '/v1/demands',
    { config, schema: { security, body: shape.DemandBody, response } },
    async (request) => {
      await requireRight(context, request, 'team');
      await countDemand(context.store.db, request.body.outcome, context.now());
      return done;
    },
  );

  app.get('/v1/team', { config, schema: { security, response: { 200: shape.Team } } }, async (request) => {
    await requireRight(context, request, 'team');
    const { members, days, firstAnswerHours, staleKeys } = await teamLoad(context);
    return {
      v: 1 as const,
      members: [...members],
      days: [...days],
      firstAnswerHours: [...firstAnswerHours],
      staleKeys,
    };
  });
}

/** What becomes of her declaration: one person puts it on hold, two confirm, refuse or pass it. */
function declarationRoutes(app: App, context: Context): void {
  const schema = { security, params: shape.CaseParams, response: { 200: shape.Done } };
  app.post(
    '/v1/cases/:caseId/declaration',
    { config, schema: { ...schema, body: shape.OwnDecisionBody } },
    async (request) => {
      const staff = await requireStaff(context, request);
      const { v: _, ...decision } = request.body;
      await decideAlone(context, staff, request.params.caseId, decision);
      return done;
    },
  );
  app.post(
    '/v1/cases/:caseId/declaration/ask',
    { config, schema: { ...schema, body: shape.ProposalBody } },
    async (request) => {
      const staff = await requireStaff(context, request);
      const { v: _, ...proposal } = request.body;
      await proposeDeclaration(context, staff, request.params.caseId, proposal);
      return done;
    },
  );
}

function approvalRoutes(app: App, context: Context): void {
  const response = { 200: shape.Done };
  app.post(
    '/v1/cases/:caseId/approvals',
    { config, schema: { security, params: shape.CaseParams, body: shape.ApprovalBody, response } },
    async (request) => {
      const staff = await requireStaff(context, request);
      const { id, under, kind, grant } = request.body;
      await askApproval(context, staff, request.params.caseId, {
        id,
        under,
        kind,
        grant: parseGrant(grant, 'grant'),
      });
      return done;
    },
  );

  app.get(
    '/v1/approvals',
    { config, schema: { security, response: { 200: shape.Approvals } } },
    async (request) => {
      const staff = await requireStaff(context, request);
      return { v: 1 as const, approvals: await listApprovals(context, asSecond(staff)) };
    },
  );

  for (const [word, yes] of [
    ['approve', true],
    ['refuse', false],
  ] as const)
    app.post(
      `/v1/approvals/:approval/${word}`,
      { config, schema: { security, params: shape.ApprovalParams, response } },
      async (request) => {
        const staff = await requireStaff(context, request);
        await decideApproval(
          context,
          asSecond(staff),
          (request.params as { approval: string }).approval,
          yes,
        );
        return done;
      },
    );

  app.post(
    '/v1/approvals/:approval/package',
    { config, schema: { security, params: shape.ApprovalParams, response: { 200: shape.Package } } },
    async (request) => {
      const staff = await requireStaff(context, request);
      return { v: 1 as const, package: await makePackage(context, staff, request.params.approval) };
    },
  );
}
