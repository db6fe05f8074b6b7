/** Counts checks and prints a line for each. */
export class Report {
  passed = 0;
  readonly failed: string[] = [];
  readonly skipped: string[] = [];

  /** Runs one check: it holds when `work` does not throw. */
  async check(name: string, work: () => Promise<void>): Promise<void> {
    const begun = performance.now();
    try {
      await work();
      this.passed++;
      process.stdout.write(`ok      ${name} (${Math.round(performance.now() - begun)} ms)\n`);
    } catch (error) {
      this.failed.push(name);
      process.stdout.write(`FAILED  ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  }

  /** A check that could not be made is never counted as passed. */
  skip(sentence: string): void {
    this.skipped.push(sentence);
    process.stdout.write(`SKIPPED: ${sentence}\n`);
  }

  /** The last line, and the exit code. */
  end(): number {
    const { passed, failed, skipped } = this;
    process.stdout.write(
      `conformance: ${passed} passed, ${failed.length} failed, ${skipped.length} skipped\n`,
    );
    return failed.length > 0 ? 1 : 0;
  }
}

/** Throws unless both are the same when written as JSON. */
export function same(found: unknown, wanted: unknown, what: string): void {
  if (JSON.stringify(found) !== JSON.stringify(wanted))
    throw new Error(`${what}: ${JSON.stringify(found)}, expected ${JSON.stringify(wanted)}`);
}

/** Throws unless it holds. */
export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}
