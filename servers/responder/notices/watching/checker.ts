import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { CheckerMessage } from './checker-process.ts';
import type { WayOut } from './fetch-page.ts';
import type { Judgement } from './judge-look.ts';
import type { Question } from './look.ts';

const PROGRAM = fileURLToPath(new URL('./checker-process.ts', import.meta.url));
/** A look with its pictures takes so long at most; then the process is ended and a person looks. */
const LONGEST_MS = 90_000;
/** Without questions for so long the process ends, and what it remembers of robots' rules with it. */
const IDLE_MS = 10 * 60_000;
const FAILED: Judgement = { state: 'uncertain', reason: 'check-failed' };

/**
 * Looks at links in a process of its own (`checker-process.ts`): reads files of the program alone, writes none, starts
 * no program, 512 MB, no environment. It is started for the first question.
 */
export class Checker {
  readonly #way: WayOut;
  readonly #hosts: readonly string[];
  readonly #waiting = new Map<number, (judged: Judgement) => void>();
  #child: ChildProcess | undefined;
  #idle: NodeJS.Timeout | undefined;
  #next = 0;

  /** @param hosts that the operator leaves to people, with all below them */
  constructor(way: WayOut, hosts: readonly string[]) {
    this.#way = way;
    this.#hosts = hosts;
  }

  /** One look. A checker that fails or takes too long cannot tell, and says so. */
  async look(question: Question): Promise<Judgement> {
    const child = this.#start();
    const id = this.#next++;
    let late: NodeJS.Timeout | undefined;
    const judged = await new Promise<Judgement>((done) => {
      this.#waiting.set(id, done);
      late = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
      child.send({ id, question } satisfies CheckerMessage);
    });
    clearTimeout(late);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) {
      this.#idle = setTimeout(() => this.stop(), IDLE_MS);
      this.#idle.unref();
    }
    return judged;
  }

  /** Ends the process; what was asked gets no answer but that it cannot tell. */
  stop(): void {
    clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  #start(): ChildProcess {
    clearTimeout(this.#idle);
    if (this.#child?.connected) return this.#child;
    const child = fork(PROGRAM, {
      // Decoders are native modules; HEIC is read in a thread.
      execArgv: [
        '--permission',
        '--allow-fs-read=*',
        '--allow-addons',
        '--allow-worker',
        '--max-old-space-size=512',
        '--no-warnings',
      ],
      env: {},
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    });
    child.on('message', ({ id, judged }: { id: number; judged: Judgement }) =>
      this.#waiting.get(id)?.(judged),
    );
    child.on('error', () => child.kill('SIGKILL'));
    child.on('exit', () => {
      if (this.#child === child) this.#child = undefined;
      for (const done of this.#waiting.values()) done(FAILED);
    });
    child.send({ way: this.#way, hosts: this.#hosts } satisfies CheckerMessage);
    // A look that is under way must not keep a server from ending.
    child.unref();
    child.channel?.unref();
    this.#child = child;
    return child;
  }
}
