// What a server answers and what is written about it are the same list, both ways.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from '@amaan/http';
import { gateApp, hmaApp } from '@amaan/platform';
import { testPlatform, type TestPlatform } from '@amaan/platform/testing';
import { buildApps } from '@amaan/responder';
import { testContext, type TestContext } from '@amaan/responder/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Ajv } from 'ajv';
import { routesOf } from './every-route.ts';

interface Media {
  readonly schema?: object;
  readonly example?: unknown;
}
/** What of an operation has an example. */
interface Told {
  readonly parameters?: readonly ({ readonly in: string; readonly name: string } & Media)[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}
const JSON_TYPE = 'application/json';
const ajv = new Ajv({ strict: false });
const toldBy = async (app: App) =>
  Object.entries(
    (await app.inject('/v1/openapi.json')).json<{ paths: Record<string, Record<string, Told>> }>().paths,
  ).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, told]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method,
      path,
      told,
    })),
  );

const DOCS = join(import.meta.dirname, '../docs/protocol');
const pages = [join(DOCS, '../../PROTOCOL.md'), ...readdirSync(DOCS).map((name) => join(DOCS, name))].map(
  (path) => readFileSync(path, 'utf8'),
);
/** Files of pages: what they are follows from the page that asks for them. */
const isFile = (path: string) => /^\/console\/|\.(?:css|svg|woff2)$/.test(path);

let platform: TestPlatform;
let context: TestContext;
let described: Record<string, App>;
let hma: App;
beforeAll(async () => {
  [platform, context] = await Promise.all([testPlatform(), testContext()]);
  described = { ...(await buildApps(context, 'none')), gate: await gateApp(platform.context) };
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

test('every parameter, JSON body and JSON answer has an example that its own schema takes', async () => {
  const wrong: string[] = [];
  let examples = 0;
  for (const app of Object.values(described))
    for (const { name, told } of await toldBy(app)) {
      const answers = Object.entries(told.responses).map(
        ([status, { content }]) => [status, content] as const,
      );
      const all: (readonly [string, Media | undefined])[] = [
        ...(told.parameters ?? []).map((each) => [each.name, each] as const),
        ['body', told.requestBody?.content[JSON_TYPE]],
        ...answers.map(([status, content]) => [status, content?.[JSON_TYPE]] as const),
      ];
      for (const [what, media] of all) {
        if (!media?.schema) continue;
        examples++;
        const valid = ajv.compile(media.schema);
        if (media.example === undefined) wrong.push(`${name} ${what}: none`);
        else if (!valid(media.example))
          wrong.push(`${name} ${what}: ${valid.errors?.[0]?.instancePath} ${valid.errors?.[0]?.message}`);
      }
    }
  expect(wrong).toEqual([]);
  expect(examples).toBeGreaterThan(200);
});

test('the gate takes every request as it is shown, and answers in the form that is shown', async () => {
  const { gate } = described;
  if (!gate) throw new Error('no gate');
  const headers = await platform.key('Everything', 'match', 'curate', 'review', 'admin');
  // It stays for the last: nobody could ask afterwards.
  const all = (await toldBy(gate)).toSorted(
    (a, b) => Number(a.method === 'delete') - Number(b.method === 'delete'),
  );
  const wrong: string[] = [];
  let answered = 0;
  for (const { name, method, path, told } of all) {
    const { parameters = [], requestBody, responses } = told;
    const url = parameters
      .filter((each) => each.in === 'path')
      .reduce((text, each) => text.replace(`{${each.name}}`, String(each.example)), path);
    const query = new URLSearchParams(
      parameters.filter((each) => each.in === 'query').map((each) => [each.name, String(each.example)]),
    );
    const payload = requestBody?.content[JSON_TYPE]?.example;
    const answer = await gate.inject({
      method: method.toUpperCase() as 'GET',
      url: `${url}${query.size > 0 ? `?${query}` : ''}`,
      headers,
      ...(payload === undefined ? {} : { payload: payload as object }),
    });
    const { statusCode: status } = answer;
    const schema = (responses[status] ?? responses['4XX'])?.content?.[JSON_TYPE]?.schema;
    if (status < 300) answered++;
    const isJson = String(answer.headers['content-type']).startsWith(JSON_TYPE);
    const body: unknown = isJson ? answer.json() : undefined;
    const code = (body as { code?: string } | undefined)?.code;
    const isNowhere = answer.body.includes('There is nothing at this address');
    if (status >= 500 || code === 'shape' || isNowhere) wrong.push(`${name}: ${status} ${code}`);
    if (isJson && schema && !ajv.validate(schema, body)) wrong.push(`${name}: ${status} ${ajv.errorsText()}`);
  }
  expect(wrong).toEqual([]);
  expect(answered).toBeGreaterThan(15);
});
