// What a server answers and what is written about it are the same list, both ways.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '@amaan/http';
import { gateApp, hmaApp } from '@amaan/platform';
import { testPlatform, type TestPlatform } from '@amaan/platform/testing';
import { buildApps } from '@amaan/responder';
import { testContext, type TestContext } from '@amaan/responder/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routesOf } from './every-route.ts';

const DOCS = join(import.meta.dirname, '../docs/protocol');
const pages = [join(DOCS, '../../PROTOCOL.md'), ...readdirSync(DOCS).map((name) => join(DOCS, name))].map(
  (path) => readFileSync(path, 'utf8'),
);
/** Files of pages: what they are follows from the page that asks for them. */
const isFile = (path: string) => /^\/console\/|\.(?:css|woff2)$/.test(path);

let platform: TestPlatform;
let context: TestContext;
let described: Record<string, App>;
let hma: App;
beforeAll(async () => {
  [platform, context] = await Promise.all([testPlatform(), testContext()]);
  described = { ...(await buildApps(context, false)), gate: await gateApp(platform.context) };
  hma = await hmaApp(platform.context);
});
afterAll(async () => {
  await Promise.all([...Object.values(described), hma].map((app) => app.close()));
  await Promise.all([platform.close(), context.close()]);
});

test('every route stands in its OpenAPI description or, where its form is not ours, in the pages of the protocol; and the reverse', async () => {
  for (const [name, app] of Object.entries(described)) {
    const { paths } = (await app.inject('/v1/openapi.json')).json<{
      paths: Record<string, Record<string, unknown>>;
    }>();
    const told = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = routesOf(app).map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(
      told.filter((each) => !routes.includes(each)),
      name,
    ).toEqual([]);
    const hidden = routes.filter((each) => !told.includes(each) && !isFile(each.split(' ')[1] ?? ''));
    const unsaid = hidden.filter((each) => !pages.some((page) => page.includes(each.split(' ')[1] ?? each)));
    expect(unsaid, name).toEqual([]);
  }
});

test('the page of the HMA-compatible interface lists its calls, each of them and no other', () => {
  const page = readFileSync(join(DOCS, 'hma.md'), 'utf8');
  const listed = [...page.matchAll(/^\| `((?:GET|POST|PUT|DELETE) \S+)` \|/gm)].map((row) => row[1] ?? '');
  const routes = routesOf(hma).map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(listed.toSorted()).toEqual(routes.toSorted());
});
