// Nobody without a key learns whether a hash is known: every route of every origin is asked about a known and about an
// unknown one, and what answers without a key at all is the list below. A new route fails here until it is looked at.
import { randomBytes } from 'node:crypto';
import type { App } from '@amaan/http';
import { gateApp, hmaApp } from '@amaan/platform';
import { testPlatform, type TestPlatform } from '@amaan/platform/testing';
import { buildApps } from '@amaan/responder';
import { account, addCaseworker, testContext, type TestContext, Visitor } from '@amaan/responder/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fill, type Operation, type Route, routesOf } from './every-route.ts';

const KNOWN = '50f84e799e7ba649d08d386bcea10b38a1cb303cc98a58a81eec7de17dfe41b1';
// Begins with a digit, as the known one does: a shape may turn on that.
const UNKNOWN = `5${randomBytes(32).toString('hex').slice(1)}`;
/** What answers anybody, beside the console's files. None of it reads signals. */
const OPEN = [
  'survivor GET /v1/openapi.json',
  'survivor GET /v1/front',
  'survivor GET /pin.json',
  // Hers, with a proof of work; a case is found by its receipt alone.
  'survivor POST /v1/cases',
  'survivor POST /v1/cases/read',
  'survivor POST /v1/cases/write',
  'console GET /v1/openapi.json',
  'console GET /v1/staff/front',
  'console POST /v1/staff/sign-in/passkey/start',
  // A feed's address is its key.
  'console GET /v1/calendar/:feed',
  'exchange GET /v1/openapi.json',
  // Signed by the platform that answers.
  'exchange POST /v1/notices/:notice/status',
  'gate GET /v1/openapi.json',
  // The law lets everybody notify.
  'gate POST /v1/notices',
  'gate GET /v1/notices/:number',
  'gate GET /notices',
  'gate POST /notices',
  'gate GET /notices/style.css',
  'gate GET /notices/status',
  'gate POST /notices/status',
  'gate GET /notices/naskh.woff2',
  'gate GET /notices/form',
  'gate GET /console/',
  // The profile, before anybody enters.
  'gate GET /v1/review/front',
  // Figures of months that are over, as they were counted.
  ...['survivor', 'gate'].flatMap((origin) =>
    [
      '/v1/transparency',
      '/transparency',
      '/transparency/style.css',
      '/transparency/naskh.woff2',
      '/transparency/icon.svg',
    ].map((path) => `${origin} GET ${path}`),
  ),
  'hma GET /',
  'hma GET /status',
  'hma GET /status/live',
];
/** Signing in: whoever asks has no key yet, and a code, a phrase or a passkey is what they send. */
const SIGNING_IN = ['join/start', 'sign-in/phrase', 'sign-in/passkey'].map(
  (what) => `console POST /v1/staff/${what}`,
);
/** Origins whose protocols are others': a body that is no JSON at all is refused before the key is looked at. */
const JSON_FIRST = ['exchange', 'hma'];
/** Refuses by shape what the schema alone cannot describe (keys, a pledge), before it looks at the one-time code. */
const SHAPED = ['console POST /v1/staff/join'];

/** Where no schema says what a route takes: every name by which a route takes a hash. */
const QUERY = ['signal', 'hash', 'pdq', 'q', 'next', 'url'];

/** Asks with the hash in every place where a route could look for one. */
async function ask(app: App, { method, path }: Route, hash: string) {
  const paths = (await app.inject('/v1/openapi.json')).json<{
    paths?: Record<string, Record<string, Operation>>;
  }>().paths;
  const known = paths?.[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()];
  const given = (place: string) =>
    Object.fromEntries(
      (known?.parameters ?? [])
        .filter((each) => each.in === place)
        .map(({ name, schema }) => [name, String(fill(schema, hash))]),
    );
  const inPath = given('path');
  const query = new URLSearchParams(
    known?.parameters ? given('query') : QUERY.map((name): [string, string] => [name, hash]),
  );
  if (!known) query.set('signal_type', 'pdq');
  const schema = Object.values(known?.requestBody?.content ?? {})[0]?.schema;
  const filled = schema && fill(schema, hash);
  const body = { signal: hash, signal_type: 'pdq', pdq: hash, hash };
  const {
    statusCode,
    headers,
    body: text,
  } = await app.inject({
    method,
    url: `${path.replaceAll(/:(\w+)/g, (_, name: string) => inPath[name] ?? hash)}?${query}`,
    ...(method === 'GET' ? {} : { payload: typeof filled === 'object' && filled ? filled : body }),
  });
  const { date: _, ...rest } = headers;
  // A sign-in's challenge is fresh at every call.
  const same = text.replaceAll(hash, 'HASH').replace(/(?<="challenge":")[\w-]{43}(?=")/, 'RANDOM');
  return { statusCode, headers: rest, text: same };
}

let platform: TestPlatform;
let context: TestContext;
let apps: Record<string, App>;
beforeAll(async () => {
  [platform, context] = await Promise.all([testPlatform(), testContext()]);
  const responder = await buildApps(context, 'none');
  const hma = await hmaApp(platform.context);
  apps = { ...responder, gate: await gateApp(platform.context), hma };
  const headers = await platform.key('curator', 'curate', 'match');
  const post = (url: string, payload: object) => hma.inject({ method: 'POST', url, headers, payload });
  await post('/c/banks', { name: 'LOCAL' });
  await post('/c/bank/LOCAL/signal', { pdq: KNOWN });
  const found = await hma.inject({ url: `/m/lookup?signal_type=pdq&signal=${KNOWN}`, headers });
  expect(found.body).toContain('LOCAL');
  await addCaseworker(context);
  const photo = { v: 1, contentType: 'photo', width: 640, height: 480, orientation: 1, bytes: 9 } as const;
  await new Visitor(responder.survivor).open(
    account({
      signals: [{ ...photo, pdq: { hash: KNOWN, quality: 100 } }],
      consents: [{ kind: 'shareSignals', given: true, at: '2026-11-24' }],
    }),
  );
});
afterAll(async () => {
  await Promise.all(Object.values(apps).map((app) => app.close()));
  await Promise.all([platform.close(), context.close()]);
});

test('without a key every route says the same about a known hash as about an unknown one', async () => {
  const answering: string[] = [];
  const shaped: string[] = [];
  for (const [name, app] of Object.entries(apps))
    for (const route of routesOf(app)) {
      const call = `${name} ${route.method} ${route.path}`;
      const [known, unknown] = [await ask(app, route, KNOWN), await ask(app, route, UNKNOWN)];
      expect(known, call).toEqual(unknown);
      if (known.statusCode === 401 || route.path.startsWith('/console/assets/')) continue;
      (known.statusCode === 400 && !OPEN.includes(call) ? shaped : answering).push(call);
    }
  expect(answering.toSorted()).toEqual(OPEN.toSorted());
  expect(shaped.toSorted()).toEqual(SHAPED.toSorted());
});

test('a stranger gets one answer from a route that wants a key: with none, with a wrong one, whatever is asked and sent', async () => {
  const told: string[] = [];
  for (const [name, app] of Object.entries(apps))
    for (const { method, path } of routesOf(app)) {
      const call = `${name} ${method} ${path}`;
      if ([...OPEN, ...SHAPED, ...SIGNING_IN].includes(call) || path.startsWith('/console/')) continue;
      const bodies = [
        undefined,
        '{}',
        '[1]',
        ...(JSON_FIRST.includes(name) ? [] : ['{', 'x'.repeat(2_000_000)]),
      ];
      const answers = new Set<string>();
      for (const authorization of [undefined, 'Bearer nobody', 'Basic bm9ib2R5'])
        for (const payload of method === 'GET' ? [undefined] : bodies)
          for (const part of ['x', KNOWN, '0'.repeat(32)]) {
            const { statusCode, body } = await app.inject({
              method,
              url: path.replaceAll(/:\w+/g, part),
              headers: {
                ...(authorization ? { authorization } : {}),
                ...(payload ? { 'content-type': 'application/json' } : {}),
              },
              ...(payload ? { payload } : {}),
            });
            answers.add(`${statusCode} ${body}`);
          }
      if (answers.size > 1) told.push(`${call}: ${[...answers].join(' | ')}`);
    }
  expect(told).toEqual([]);
});
