// `npm run bench -- gate [--json]`: the gate under load, over HTTP, on this machine.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { fire, type Load, TOOL } from './gate/load.ts';
import { pace, percentile } from './gate/paced.ts';

const SERVER = fileURLToPath(new URL('gate/server.ts', import.meta.url));
const SECONDS = 8;
const BODIES = 2000;
const CONNECTIONS = 32;

/** A gate in a process of its own. */
interface Gate {
  readonly port: number;
  readonly key: string;
  /** Tells the process to do something; see `gate/server.ts`. */
  tell(line: string): Promise<string>;
  stop(): Promise<void>;
}

async function start(entries: number): Promise<Gate> {
  const child: ChildProcess = spawn(process.execPath, [SERVER, String(entries)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: Interface = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const next = () => new Promise<string>((resolve) => lines.once('line', resolve));
  const [port, key = ''] = (await next()).split(' ');
  return {
    port: Number(port),
    key,
    tell: (line) => {
      const answer = next();
      child.stdin?.write(`${line}\n`);
      return answer;
    },
    stop: () =>
      new Promise((done) => {
        child.once('exit', () => done());
        child.stdin?.end();
      }),
  };
}

/** A look-up for a hash: for a random one, what nearly every upload of a site is. */
function lookup(hash = randomBytes(32).toString('hex')): Buffer {
  const pdq = { hash, quality: 100 };
  const signals = { v: 1, contentType: 'photo', width: 640, height: 480, orientation: 1, pdq, bytes: 0 };
  return Buffer.from(JSON.stringify({ v: 1, signals }));
}

/** A body as the bytes of a whole request. */
function request({ key }: Gate, body: Buffer): Buffer {
  const head = [
    'POST /v1/match HTTP/1.1',
    'host: 127.0.0.1',
    `authorization: Bearer ${key}`,
    'content-type: application/json',
    `content-length: ${body.length}`,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
}

/** 512 x 512 pictures that no bank knows. */
function pictures(count: number): Promise<Buffer[]> {
  const size = { width: 64, height: 64, channels: 3 as const };
  return Promise.all(
    Array.from({ length: count }, () =>
      sharp(randomBytes(64 * 64 * 3), { raw: size })
        .resize(512, 512)
        .jpeg({ quality: 85 })
        .toBuffer(),
    ),
  );
}

async function decisionOn({ port, key }: Gate, hash: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/v1/match`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: new Uint8Array(lookup(hash)),
  });
  return ((await response.json()) as { decision: string }).decision;
}

/** Milliseconds from the call that changes the record to the first answer that shows it. */
async function timeTo(gate: Gate, change: string, hash: string, wanted: string): Promise<number> {
  const begun = performance.now();
  await gate.tell(change);
  while ((await decisionOn(gate, hash)) !== wanted) await new Promise((resolve) => setTimeout(resolve, 1));
  return performance.now() - begun;
}

/**
 * Look-ups a second at 100 k and 1 M bank entries, their 99th percentile at half that load (sent evenly), pictures a
 * second, memory, and how soon a new hash matches and a withdrawn one does not. Load and gate share the machine.
 */
export async function run(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const say = (text: string) => (json ? process.stderr : process.stdout).write(`${text}\n`);
  const perSecond: Record<string, number> = {};
  const p99: Record<string, number> = {};
  let imagesPerSecond = 0;
  let rssMb = 0;
  say(`load by ${TOOL}, one thread; half loads by our own pacer`);
  for (const [name, entries] of [
    ['100k', 100_000],
    ['1m', 1_000_000],
  ] as const) {
    const gate = await start(entries);
    const bodies = Array.from({ length: BODIES }, () => lookup());
    const load = { ...gate, bodies, type: 'application/json', seconds: SECONDS, connections: CONNECTIONS };
    const paced = (rate: number, seconds: number) =>
      pace(
        gate.port,
        bodies.map((body) => request(gate, body)),
        { rate, seconds, connections: CONNECTIONS },
      );
    await paced(500, 4); // warms both sides up
    if (!json) await table(load, say);
    const full = await fire(load);
    perSecond[name] = Math.round(full.perSecond);
    const half = await paced(Math.round(full.perSecond / 2), SECONDS);
    if (half.failed > 0) throw new Error(`${half.failed} calls failed at half load.`);
    p99[name] = Math.round(10 * percentile(half.latencies, 0.99)) / 10;
    say(
      `${name}: ${perSecond[name]} look-ups/s at ${CONNECTIONS} connections; at half that load p50 ${percentile(half.latencies, 0.5).toFixed(1)} ms, p99 ${p99[name]} ms`,
    );
    if (name === '100k') {
      const images = await fire({ ...load, bodies: await pictures(40), type: 'application/octet-stream' });
      imagesPerSecond = Math.round(images.perSecond * 10) / 10;
      say(`512x512 JPEG, all parts of it in eight orientations: ${imagesPerSecond}/s`);
    }
    const hash = randomBytes(32).toString('hex');
    const matchable = await timeTo(gate, `add ${hash}`, hash, 'review');
    const unmatchable = await timeTo(gate, 'withdraw', hash, 'allow');
    rssMb = Number(await gate.tell('rss'));
    say(
      `${name}: a new hash matches after ${matchable.toFixed(0)} ms, a withdrawn one no longer after ${unmatchable.toFixed(0)} ms; ${rssMb} MB resident`,
    );
    await gate.stop();
  }
  if (json)
    process.stdout.write(
      `${JSON.stringify({ bench: 'gate', lookupsPerSecond: perSecond, p99ms: p99, imagesPerSecond, rssMb })}\n`,
    );
  return 0;
}

/** The same load by fewer and more connections, kept open and made anew for each request. */
async function table(load: Load, say: (text: string) => void): Promise<void> {
  for (const closes of [false, true])
    for (const connections of [1, 2, 8, 32]) {
      const { perSecond, p50, p99 } = await fire({ ...load, connections, closes, seconds: 4 });
      const how = `${String(connections).padStart(2)} connections${closes ? ', one request each' : ''}`;
      say(`  ${how}: ${perSecond.toFixed(0)}/s, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`);
    }
}
