const forgetters = new Set<() => void>();

/** Calls `forget` whenever everything in memory is to go: what the state does not hold, such as keys. */
export function onForget(forget: () => void): void {
  forgetters.add(forget);
}

/** Forgets what stands beside the state. */
export function forgetAll(): void {
  for (const forget of forgetters) forget();
}
