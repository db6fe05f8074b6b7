import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AmaanError } from '@amaan/base';
import type { Command } from '../command.ts';
import { type Server, startServer } from './children.ts';
import { lockFolder } from './lock.ts';

/** The servers in the order in which they need each other. */
const SERVERS = [
  { name: 'responder', entry: 'servers/responder/main.ts', database: 'RESPONDER_DATABASE_URL' },
  { name: 'platform', entry: 'servers/platform/main.ts', database: 'PLATFORM_DATABASE_URL' },
  { name: 'photo board', entry: 'examples/photo-board/main.ts' },
] as const;

const usage = `npm start

Environment:
  PORT                      added to every port: PORT=1000 serves 5100, 5101, 5102, 5200, 5201, 5300
  AMAAN_DATA                the folder for keys, databases and held media (default: data)
  RESPONDER_DATABASE_URL    a PostgreSQL >= 15 for the responder, in place of the embedded one
  PLATFORM_DATABASE_URL     the same for the platform`;

/** `npm start`: both servers and the photo board, in the demo profile unless AMAAN_PROFILE says production. */
export const start: Command = {
  name: 'start',
  summary: 'runs the responder, the platform and the photo board on this machine',
  usage,
  run: async () => {
    const offset = readOffset(process.env.PORT);
    const data = resolve(process.env.AMAAN_DATA ?? 'data');
    const release = await lockFolder(data);
    const running: Server[] = [];
    let stopping: Promise<void> | undefined;
    const stop = (): Promise<void> => {
      stopping ??= (async () => {
        for (const server of running.toReversed()) await server.stop();
        release();
      })();
      return stopping;
    };
    const over = new Promise<number>((finish) => {
      const onSignal = () => {
        process.stderr.write('\namaan: ending ...\n');
        void stop().then(() => finish(0));
      };
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
      // The launcher is gone without a word (kill -9): nobody could end us any more.
      if (process.channel) {
        process.on('disconnect', onSignal);
        process.channel.unref();
      }
      const onGivenUp = (name: string) => {
        process.stderr.write(`amaan: the ${name} keeps ending; stopping everything\n`);
        void stop().then(() => finish(1));
      };
      void startAll(data, offset, running, onGivenUp).then(
        (notes) => {
          if (!stopping) welcome(offset, notes);
        },
        (error: unknown) => {
          process.stderr.write(`amaan: ${error instanceof AmaanError ? error.message : String(error)}\n`);
          void stop().then(() => finish(1));
        },
      );
    });
    const keepAlive = setInterval(() => {}, 60_000);
    const code = await over;
    clearInterval(keepAlive);
    return code;
  },
};

function readOffset(text = '0'): number {
  const offset = Number(text);
  if (!/^\d+$/.test(text) || offset > 60_000)
    throw new AmaanError('config', 'PORT is added to every port: give a whole number from 0 to 60000.');
  return offset;
}

async function startAll(
  data: string,
  offset: number,
  running: Server[],
  onGivenUp: (name: string) => void,
): Promise<readonly string[]> {
  mkdirSync(join(data, 'handover'), { recursive: true, mode: 0o700 });
  const notes: string[] = [];
  for (const server of SERVERS) {
    process.stderr.write(`amaan: starting the ${server.name} ...\n`);
    const url = 'database' in server ? process.env[server.database] : undefined;
    const started = await startServer(
      server.name,
      server.entry,
      {
        AMAAN_DATA: data,
        PORT: String(offset),
        // A terminal is for what needs somebody; LOG_LEVEL=info shows every request.
        LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
        // Each server has a database of its own: one URL for both would mix them.
        DATABASE_URL: url,
        AMAAN_EXCHANGE_KEY_FILE: join(data, 'handover', 'exchange.json'),
      },
      join(data, 'running', `${server.name.replace(' ', '-')}.json`),
      onGivenUp,
    );
    running.push(started);
    notes.push(...started.notes);
  }
  return notes;
}

function welcome(offset: number, notes: readonly string[]): void {
  const at = (port: number) => `http://localhost:${port + offset}`;
  const lines = [
    '',
    `Amaan runs. Survivor's page   ${at(4100)}`,
    `            Caseworkers       ${at(4101)}`,
    `            Exchange          ${at(4102)}`,
    `            Platform          ${at(4200)}/console/`,
    `            HMA API           ${at(4201)}`,
    `            Photo board       ${at(4300)}`,
    '',
    ...notes,
    '',
    // A case is sealed to people: while nobody has joined, none can be sent.
    `1. Join at ${at(4101)}; then open ${at(4100)}, pick a photo, share its signals, keep the receipt.`,
    `2. Upload an edited copy at ${at(4300)}; decide about it at ${at(4200)}/console/.`,
    `3. Answer the case at ${at(4101)}, send a notice, and watch the link go.`,
    '',
    'Ctrl-C ends it.',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
