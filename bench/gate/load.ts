import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';

/** What is sent again and again. */
export interface Load {
  readonly port: number;
  readonly key: string;
  readonly bodies: readonly Buffer[];
  readonly type: string;
  readonly connections: number;
  readonly seconds: number;
  /** A connection for each request, as clients without keep-alive make them. */
  readonly closes?: boolean;
}

/** What came of it. */
export interface Measured {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** The tool that makes the load: `wrk` where it is installed, because it takes less of the machine than a Node program. */
export const TOOL = spawnSync('wrk', ['-v'], { stdio: 'ignore' }).error ? 'autocannon' : 'wrk';

/** As many requests as the gate takes. @throws Error when one was refused or failed */
export function fire(load: Load): Promise<Measured> {
  return TOOL === 'wrk' ? byWrk(load) : byAutocannon(load);
}

async function byAutocannon(load: Load): Promise<Measured> {
  const result = await autocannon({
    url: `http://127.0.0.1:${load.port}`,
    connections: load.connections,
    duration: load.seconds,
    requests: load.bodies.map((body) => ({
      method: 'POST' as const,
      path: '/v1/match',
      body,
      headers: headersOf(load),
    })),
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were refusals and ${result.errors} calls failed.`);
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

function headersOf({ key, type, closes }: Load): Record<string, string> {
  return {
    authorization: `Bearer ${key}`,
    'content-type': type,
    ...(closes ? { connection: 'close' } : {}),
  };
}

/** The program that wrk runs: one body after the other, read once at its start. */
function script(load: Load, files: readonly string[]): string {
  const headers = Object.entries(headersOf(load)).map(([name, value]) => `["${name}"] = "${value}"`);
  return `
local requests = {}
function init(args)
  for _, name in ipairs({${files.map((file) => `"${file}"`).join(',')}}) do
    local file = io.open(name, "rb")
    local body = file:read("*a")
    file:close()
    table.insert(requests, wrk.format("POST", "/v1/match",
      { ${headers.join(', ')} }, body))
  end
end
local at = 0
function request()
  at = at % #requests + 1
  return requests[at]
end
`;
}

async function byWrk(load: Load): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'amaan-bench-wrk-'));
  try {
    const files = load.bodies.map((body, i) => {
      const file = join(folder, String(i));
      writeFileSync(file, body);
      return file;
    });
    const program = join(folder, 'load.lua');
    writeFileSync(program, script(load, files));
    const { connections, seconds } = load;
    const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', program];
    const text = await output('wrk', [...args, `http://127.0.0.1:${load.port}`]);
    const failed = /Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)/.exec(text);
    if (failed) throw new Error(`The gate refused or failed: ${failed[0]}.`);
    const perSecond = Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1]);
    return { perSecond, p50: milliseconds(text, 50), p99: milliseconds(text, 99) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function output(program: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (piece: Buffer) => {
      text += piece.toString();
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve(text) : reject(new Error(`${program} ended with ${code}.`)),
    );
  });
}

function milliseconds(text: string, percent: number): number {
  const [, value = '', unit = ''] = new RegExp(`\\s${percent}%\\s+([\\d.]+)(us|ms|s)`).exec(text) ?? [];
  return Number(value) * (unit === 's' ? 1000 : unit === 'us' ? 0.001 : 1);
}
