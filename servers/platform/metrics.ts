import type { App } from '@amaan/http';
import type { Context } from './context.ts';
import { lagOf, listSources } from './exchange/sources.ts';
import { listKeys } from './keys/key-ring.ts';

type Sample = readonly [labels: Readonly<Record<string, string>>, value: number];

/**
 * Adds `GET /metrics` for an operator's monitoring (Prometheus' text format): look-ups, hashed files and their seconds,
 * hits for each bank, how each exchange stands, what each key met by hash alone. Labels are names of banks, exchanges and
 * keys, never a hash. With the role
 * admin.
 */
export function metricsRoute(app: App, context: Context): void {
  app.get(
    '/metrics',
    { config: { class: 'api' }, schema: { summary: 'Counters for monitoring', security: [{ key: [] }] } },
    async (request, reply) => {
      context.keys.require(request, context.now(), 'admin');
      return reply.type('text/plain; version=0.0.4').send(await metrics(context));
    },
  );
}

async function metrics(context: Context): Promise<string> {
  const { tallies, banks, store, config, probes } = context;
  const of = (pick: (bank: string) => number): Sample[] =>
    banks.list().map(({ name }) => [{ bank: name }, pick(name)]);
  const sources = await listSources(store.db);
  const at = context.now();
  const each = (pick: (source: (typeof sources)[number]) => number | undefined): Sample[] =>
    sources.flatMap((source) => {
      const value = pick(source);
      return value === undefined ? [] : [[{ exchange: source.name }, value] as const];
    });
  const keys = (await listKeys(store.db)).filter((key) => !key.revokedAt && key.roles.includes('match'));
  return [
    ...family('amaan_lookups_total', 'counter', 'Look-ups in the banks.', [[{}, tallies.lookups.count]]),
    ...family('amaan_lookup_seconds_total', 'counter', 'Seconds spent on look-ups.', [
      [{}, tallies.lookups.seconds],
    ]),
    ...family('amaan_hashes_total', 'counter', 'Files hashed.', [[{}, tallies.hashes.count]]),
    ...family('amaan_hash_seconds_total', 'counter', 'Seconds spent on hashing.', [
      [{}, tallies.hashes.seconds],
    ]),
    ...family(
      'amaan_bank_matches_total',
      'counter',
      'Look-ups that a bank matched.',
      of((name) => tallies.of(name).matched),
    ),
    ...family(
      'amaan_bank_silenced_total',
      'counter',
      'Matches that a bank of harmless pictures silenced.',
      of((name) => tallies.of(name).silenced),
    ),
    ...family(
      'amaan_bank_contents',
      'gauge',
      'Contents of a bank.',
      of((name) => banks.count(name)),
    ),
    ...family(
      'amaan_aligned_records',
      'gauge',
      'Records that rule aligned compares with; what is over about 600,000 of pictures or of clips is left out.',
      [
        [{ of: 'pictures' }, banks.alignedRecords.pictures],
        [{ of: 'clips' }, banks.alignedRecords.all - banks.alignedRecords.pictures],
      ],
    ),
    ...family(
      'amaan_key_bare_matches',
      'gauge',
      'Banked contents that a key met today by hashes alone.',
      keys.map(({ id, name }) => [{ key: id.slice(0, 8), name }, probes.known(id, at)]),
    ),
    ...family(
      'amaan_key_bare_most',
      'gauge',
      'How many it may meet in a day before its hashes rest; 0: any number.',
      keys.map(({ id, name, bareMatches }) => [
        { key: id.slice(0, 8), name },
        bareMatches ?? config.bareMatches,
      ]),
    ),
    ...family(
      'amaan_key_stopped',
      'gauge',
      'Whether a key is stopped (2) or its hashes without a file rest (1).',
      keys.map(({ id, name, stoppedAt, restsUntil }) => [
        { key: id.slice(0, 8), name },
        stoppedAt ? 2 : restsUntil ? 1 : 0,
      ]),
    ),
    ...family(
      'amaan_exchange_lag_seconds',
      'gauge',
      'Seconds behind an exchange, beyond its own pause.',
      each((source) => secondsOf(lagOf(source, at))),
    ),
    ...family(
      'amaan_exchange_failures',
      'gauge',
      'Fetches that failed in a row.',
      each((source) => source.failures),
    ),
    ...family(
      'amaan_exchange_quarantined',
      'gauge',
      'Records set aside.',
      each((source) => source.quarantined),
    ),
    ...family(
      'amaan_exchange_gaps',
      'gauge',
      'Stretches that could not be read.',
      each((source) => source.gaps),
    ),
    ...family(
      'amaan_exchange_waiting',
      'gauge',
      'Opinions and proofs not yet acknowledged.',
      each((source) => source.feedbackWaiting + source.proofsWaiting),
    ),
    '',
  ].join('\n');
}

function secondsOf(ms: number | undefined): number | undefined {
  return ms === undefined ? undefined : ms / 1000;
}

function family(name: string, type: 'counter' | 'gauge', help: string, samples: readonly Sample[]): string[] {
  return [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} ${type}`,
    ...samples.map(([labels, value]) => {
      const pairs = Object.entries(labels).map(([key, text]) => `${key}="${text.replace(/[^\w.:-]/g, '_')}"`);
      return `${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`;
    }),
  ];
}
