import type { Command } from './command.ts';

/** Every verb, loaded when it is called: `amaan hash` must not wait for what `amaan start` needs. */
export const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start/start.ts')).start,
  hash: async () => (await import('./hash.ts')).hash,
  regimes: async () => (await import('./regimes.ts')).regimes,
  verify: async () => (await import('./verify.ts')).verify,
};
