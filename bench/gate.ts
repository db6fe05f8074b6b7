import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import sharp from 'sharp';

const SERVER = fileURLToPath(new URL('gate-server.ts', import.meta.url));
const SECONDS = 8;
const CONNECTIONS = 32;
const BODIES = 2000;

/** A gate in a process of its own. */
interface Gate {
  readonly url: string;
  readonly key: string;
  rssMb(): Promise<number>;
  stop(): Promise<void>;
}

async function start(entries: number): Promise<Gate> {
  const child: ChildProcess = spawn(process.execPath, [SERVER, String(entries)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines: Interface = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const next = () => new Promise<string>((resolve) => lines.once('line', resolve));
  const [port, key] = (await next()).split(' ');
  return {
    url: `http://127.0.0.1:${port}`,
    key: key ?? '',
    rssMb: async () => {
      const line = next();
      child.stdin?.write('rss\n');
      return Number(await line);
    },
    stop: () =>
      new Promise((done) => {
        child.once('exit', () => done());
        child.stdin?.end();
      }),
  };
}

/** A look-up for a random hash: what nearly every upload of a site is. */
function lookup(): Buffer {
  const pdq = { hash: randomBytes(32).toString('hex'), quality: 100 };
  const signals = { v: 1, contentType: 'photo', width: 640, height: 480, orientation: 1, pdq, bytes: 0 };
  return Buffer.from(JSON.stringify({ v: 1, signals }));
}

async function fire(
  gate: Gate,
  bodies: readonly Buffer[],
  type: string,
  rate?: number,
): Promise<autocannon.Result> {
  const requests = bodies.map((body) => ({
    method: 'POST' as const,
    path: '/v1/match',
    body,
    headers: { authorization: `Bearer ${gate.key}`, 'content-type': type },
  }));
  const result = await autocannon({
    url: gate.url,
    connections: rate === undefined ? CONNECTIONS : 16,
    duration: SECONDS,
    requests,
    ...(rate === undefined ? {} : { overallRate: rate }),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were refusals and ${result.errors} calls failed.`);
  return result;
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

/**
 * `npm run bench -- gate`: look-ups a second at 100 k and 1 M bank entries, their 99th percentile at half that load,
 * pictures a second, and the server's memory. The load comes from this process, on the same machine.
 */
export async function run(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  const say = (text: string) => (json ? process.stderr : process.stdout).write(`${text}\n`);
  const perSecond: Record<string, number> = {};
  const p99: Record<string, number> = {};
  let imagesPerSecond = 0;
  let rssMb = 0;
  for (const [name, entries] of [
    ['100k', 100_000],
    ['1m', 1_000_000],
  ] as const) {
    const gate = await start(entries);
    const bodies = Array.from({ length: BODIES }, lookup);
    await fire(gate, bodies, 'application/json', 500); // warms both sides up
    const full = await fire(gate, bodies, 'application/json');
    perSecond[name] = Math.round(full.requests.average);
    const half = await fire(gate, bodies, 'application/json', Math.round(full.requests.average / 2));
    p99[name] = half.latency.p99;
    say(`${name}: ${perSecond[name]} look-ups/s; at half that load p99 ${p99[name]} ms`);
    if (name === '100k') {
      const images = await fire(gate, await pictures(40), 'application/octet-stream');
      imagesPerSecond = Math.round(images.requests.average * 10) / 10;
      say(`512x512 JPEG: ${imagesPerSecond}/s`);
    }
    rssMb = await gate.rssMb();
    say(`${name}: ${rssMb} MB resident`);
    await gate.stop();
  }
  if (json)
    process.stdout.write(
      `${JSON.stringify({ bench: 'gate', lookupsPerSecond: perSecond, p99ms: p99, imagesPerSecond, rssMb })}\n`,
    );
  return 0;
}
