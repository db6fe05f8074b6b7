import { createApp } from '@amaan/http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { account, type TestContext, testContext, Visitor } from '../testing.ts';
import { Limit } from './pace.ts';
import { survivorRoutes } from './routes.ts';

let context: TestContext;
beforeAll(async () => {
  context = await testContext();
});
afterAll(() => context.close());

/** Her API with room for so few that a test can fill it. */
async function office(room: { opening: number; urgent: number }) {
  const app = await createApp({ log: context.log });
  const limit = (burst: number) => new Limit(0, burst);
  survivorRoutes(app, context, {
    opening: limit(room.opening),
    urgent: limit(room.urgent),
    visiting: limit(100),
  });
  return app;
}

async function send(who: Visitor, change: object = {}): Promise<number> {
  return (await who.post('/v1/cases', { ...(await who.intake(account())), ...change })).statusCode;
}

test('a flood of cases keeps nobody out who is in danger now, and what carries no proof keeps out nobody', async () => {
  const app = await office({ opening: 2, urgent: 1 });
  const status = (change?: object) => send(new Visitor(app), change);
  const other = await new Visitor(app).proof();
  for (let i = 0; i < 5; i++) expect(await status({ pow: other })).toBe(422);
  expect(await status()).toBe(200);
  expect(await status()).toBe(200);
  expect(await status()).toBe(503);
  expect(await status({ urgent: true })).toBe(200);
  expect(await status({ urgent: true })).toBe(503);
  await app.close();
});

test('a flood of urgent cases leaves the others their room', async () => {
  const app = await office({ opening: 1, urgent: 1 });
  expect(await send(new Visitor(app), { urgent: true })).toBe(200);
  expect(await send(new Visitor(app))).toBe(200);
  await app.close();
});
