import type { App } from '@amaan/http';
import { HttpError } from '@amaan/http';
import { Type } from 'typebox';
import type { Context } from '../context.ts';
import { calendar, closeFeed, feedHolder, openFeed } from './calendar.ts';
import { timesByAddressee } from './removal-figures.ts';
import type { StaffDoor } from './routes.ts';
import { FeedMade, FeedParams, TimesList } from './schemas/seeing.ts';

const config = { class: 'api' } as const;
const security = [{ key: [] }];
const Done = Type.Object({ v: Type.Literal(1) });

/** Adds what staff look at over all notices: removal times by addressee, and a calendar feed of due times. */
export function seeingRoutes(app: App, context: Context, door: StaffDoor): void {
  app.get(
    '/v1/removal-times',
    { config, schema: { security, response: { 200: TimesList } } },
    async (request) => {
      await door.caller(request);
      const times = await timesByAddressee(context.store.db);
      return { v: 1 as const, addressees: times.map((each) => ({ ...each, steps: [...each.steps] })) };
    },
  );

  app.post('/v1/calendar', { config, schema: { security, response: { 200: FeedMade } } }, async (request) => {
    const { id } = await door.caller(request);
    return { v: 1 as const, path: `/v1/calendar/${await openFeed(context, id)}.ics` };
  });

  app.delete('/v1/calendar', { config, schema: { security, response: { 200: Done } } }, async (request) => {
    const { id } = await door.caller(request);
    await closeFeed(context, id);
    return { v: 1 as const };
  });

  // Calendars cannot sign in: the address is the key, it opens times alone, and its holder can end it.
  app.get('/v1/calendar/:feed', { config, schema: { params: FeedParams } }, async (request, reply) => {
    const holder = await feedHolder(context, request.params.feed.slice(0, -'.ics'.length));
    if (!holder) throw new HttpError(404, 'calendar.unknown', 'This calendar address has ended.');
    reply.type('text/calendar; charset=utf-8');
    return calendar(context, (caseId) => door.mayOpen(holder, caseId));
  });
}
