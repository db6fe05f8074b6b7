interface Waiting<T, R> {
  readonly one: T;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Does for all who wait at once what costs little more than for one: while it is done, the next gather. Where it fails
 * for several it is done for each alone, so that nobody fails with another.
 *
 * @param work gives one result for each, in their order
 * @param most how many at once
 */
export function together<T, R>(
  work: (all: readonly T[]) => Promise<readonly R[]>,
  most: number,
): (one: T) => Promise<R> {
  const waiting: Waiting<T, R>[] = [];
  let running = false;

  const attempt = async (some: readonly Waiting<T, R>[]): Promise<void> => {
    try {
      const results = await work(some.map(({ one }) => one));
      for (const [i, { resolve }] of some.entries()) resolve(results[i] as R);
    } catch (error) {
      if (some.length === 1) some[0]?.reject(error);
      else for (const each of some) await attempt([each]);
    }
  };
  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0) await attempt(waiting.splice(0, most));
    running = false;
  };
  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject });
      if (!running) void run();
    });
}
