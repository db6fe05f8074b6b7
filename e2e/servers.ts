import { type ChildProcess, spawn } from 'node:child_process';

const START_LIMIT_MS = 120_000;

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
