/** How long the page may be busy before it looks for keys and clicks. */
const SLICE_MS = 12;

/** Lets the page look for keys and clicks. */
export async function breathe(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve));
}

/** Gives a pause to await between pieces of long work: it waits only when the page was busy for a slice. */
export function breather(): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await breathe();
    since = performance.now();
  };
}
