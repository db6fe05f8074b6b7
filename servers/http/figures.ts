import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Lang, Text } from '@amaan/base';
import {
  FIGURE_WORDS,
  FIGURES,
  FIGURES_AT,
  FIGURES_ICON,
  FIGURES_STYLE,
  figuresPage,
  LEAST,
  type PublicMonth,
  RULE_NAMES,
  type RuleChange,
  TIMES,
} from '@amaan/notice/figures';
import { Type } from 'typebox';
import type { App } from './app.ts';
import { langOf } from './language.ts';

const Count = Type.Union([Type.Integer({ minimum: LEAST }), Type.Null()], {
  description: `null: kept back, because it is below ${LEAST} or would tell one that is`,
});
const Hours = Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]);
const Transparency = Type.Object({
  v: Type.Literal(1),
  least: Type.Literal(LEAST, { description: 'no count below this is ever told' }),
  months: Type.Array(
    Type.Object({
      month: Type.String({ description: 'YYYY-MM, UTC; only months that are over' }),
      figures: Type.Array(
        Type.Object({
          name: Type.Enum(Object.keys(FIGURES)),
          total: Count,
          parts: Type.Array(Type.Object({ name: Type.String(), count: Count })),
          others: Type.Optional(Count),
        }),
      ),
      times: Type.Array(
        Type.Object(
          { name: Type.Enum(Object.keys(TIMES)), median: Hours, p90: Hours },
          {
            description: 'whole hours, rounded up',
          },
        ),
      ),
    }),
  ),
  rules: Type.Optional(
    Type.Array(
      Type.Object({
        on: Type.String({ description: 'YYYY-MM-DD' }),
        bank: Type.String(),
        people: Type.Enum([1, 2]),
        rules: Type.Array(
          Type.Object({ rule: Type.Enum(Object.keys(RULE_NAMES)), from: Type.String(), to: Type.String() }),
        ),
      }),
      { description: 'changes of the rules by which pictures match, the newest first' },
    ),
  ),
});

/**
 * Adds the public figures to a server's origin: the page `/transparency`, which needs no script, and
 * `GET /v1/transparency`.
 *
 * @param months what may be told, newest first
 * @param demo whether Urdu is shown before its review
 * @param rules the changes of the rules by which pictures match, where this server has such rules
 */
export function figuresRoutes(
  app: App,
  months: () => Promise<readonly PublicMonth[]>,
  demo: boolean,
  rules?: () => Promise<readonly RuleChange[]>,
): void {
  const texts: Text[] = [
    ...Object.values(FIGURE_WORDS),
    ...Object.values(TIMES),
    ...Object.values(RULE_NAMES),
    ...Object.values(FIGURES).flatMap(({ title, parts }) => [
      title,
      ...(typeof parts === 'object' ? Object.values(parts) : []),
    ]),
  ];
  const urdu = demo || texts.every(({ reviewer }) => reviewer !== null);
  const font = readFileSync(
    fileURLToPath(
      import.meta.resolve('@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2'),
    ),
  );

  app.get(
    '/v1/transparency',
    {
      config: { class: 'api' },
      schema: { summary: 'Public figures, month by month', response: { 200: Transparency } },
    },
    async () => {
      const changes = await rules?.();
      return {
        v: 1 as const,
        least: LEAST,
        months: (await months()).map(copyOf),
        ...(changes && { rules: changes.map((change) => ({ ...change, rules: [...change.rules] })) }),
      };
    },
  );
  app.get('/transparency', { config: { class: 'plain' }, schema: { hide: true } }, async (request, reply) => {
    const lang: Lang = urdu ? langOf(request) : 'en';
    return reply
      .header('vary', 'accept-language')
      .type('text/html; charset=utf-8')
      .send(figuresPage(await months(), { lang, urdu, rules: await rules?.() }));
  });
  const asset = { config: { class: 'asset' }, schema: { hide: true } } as const;
  app.get(FIGURES_AT.style, asset, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(FIGURES_STYLE),
  );
  app.get(FIGURES_AT.icon, asset, async (_request, reply) => reply.type('image/svg+xml').send(FIGURES_ICON));
  app.get(FIGURES_AT.font, asset, async (_request, reply) => reply.type('font/woff2').send(font));
}

const copyOf = ({ month, figures, times }: PublicMonth) => ({
  month,
  figures: figures.map((figure) => ({ ...figure, parts: [...figure.parts] })),
  times: [...times],
});
