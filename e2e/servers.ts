import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';

const START_LIMIT_MS = 120_000;
const FIRST_OFFSET = 2000;
const PORTS = [4100, 4101, 4102, 4200, 4201, 4300];

/** `npm start`, as a user has it running, with what it printed. */
export interface Running {
  readonly offset: number;
  /** The address of a demo port: `at(4100)` is the survivor's page. */
  at(port: number): string;
  /** Everything it has printed so far. */
  printed(): string;
  /** The supervisor's process id. */
  readonly pid: number;
  stop(signal?: NodeJS.Signals): Promise<void>;
}

async function free(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, 'localhost', () => probe.close(() => resolve(true)));
  });
}

/** An offset at which all of the demo's ports are free. Two test files that look at one moment start at different places. */
export async function freeOffset(): Promise<number> {
  for (let offset = FIRST_OFFSET + (process.pid % 50) * 500; offset < 40_000; offset += 500) {
    const all = await Promise.all(PORTS.map((port) => free(port + offset)));
    if (all.every(Boolean)) return offset;
  }
  throw new Error('No free ports on this machine.');
}

/** Starts the product on `data` and waits until it says that it runs. */
export async function startProduct(data: string, offset: number): Promise<Running> {
  const child: ChildProcess = spawn(process.execPath, ['apps/cli/main.ts', 'start'], {
    env: { ...process.env, AMAAN_DATA: data, PORT: String(offset) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  });
  let text = '';
  child.stdout?.on('data', (piece: Buffer) => (text += piece.toString()));
  child.stderr?.on('data', (piece: Buffer) => (text += piece.toString()));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    const fail = () => reject(new Error(`The product did not start:\n${text}`));
    const timer = setTimeout(fail, START_LIMIT_MS);
    child.once('exit', fail);
    child.stdout?.on('data', () => {
      if (!text.includes('Amaan runs.')) return;
      clearTimeout(timer);
      child.off('exit', fail);
      resolve();
    });
  });
  return {
    offset,
    at: (port) => `http://localhost:${port + offset}`,
    printed: () => text,
    pid: child.pid as number,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await gone;
    },
  };
}
