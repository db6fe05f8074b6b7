/** One verb of `npm run amaan -- NAME ...`. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The arguments and options, a line each. */
  readonly usage: string;
  /** @returns the exit code: 0 done, 1 something failed, 2 the arguments make no sense */
  run(args: string[]): Promise<number>;
}
