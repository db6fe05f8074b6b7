/** How long the page may be busy before it looks for keys and clicks. */
const SLICE_MS = 25;

/** Gives a pause to await between pieces of long work: it waits only when the page was busy for a slice. */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await new Promise((resolve) => setTimeout(resolve));
    since = performance.now();
  };
}
