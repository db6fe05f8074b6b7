/** Arguments sorted into options with a value, switches and the rest. */
export interface Arguments {
  readonly values: ReadonlyMap<string, string>;
  readonly switches: ReadonlySet<string>;
  readonly rest: readonly string[];
}

/**
 * Sorts arguments.
 *
 * @param valued names of the options that take a value
 * @param switches names of those that take none
 * @returns what is wrong with them, as a sentence, when something is
 */
export function readArguments(
  args: readonly string[],
  valued: readonly string[],
  switches: readonly string[],
): Arguments | string {
  const values = new Map<string, string>();
  const set = new Set<string>();
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (valued.includes(arg)) {
      const value = args[++i];
      if (value === undefined || value.startsWith('--')) return `${arg} needs a value.`;
      values.set(arg, value);
    } else if (switches.includes(arg)) set.add(arg);
    else if (arg.startsWith('--')) return `there is no option ${arg}.`;
    else rest.push(arg);
  }
  return { values, switches: set, rest };
}
