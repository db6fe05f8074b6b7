import type { Command } from './command.ts';

/** Every verb, loaded when it is called: `amaan hash` must not wait for what `amaan start` needs. */
export const COMMANDS: Record<string, () => Promise<Command>> = {
  start: async () => (await import('./start/start.ts')).start,
  backup: async () => (await import('./backup/backup.ts')).backup,
  restore: async () => (await import('./backup/restore.ts')).restore,
  backfill: async () => (await import('./backfill/backfill.ts')).backfill,
  bank: async () => (await import('./bank/bank.ts')).bank,
  exchange: async () => (await import('./exchange/exchange.ts')).exchange,
  match: async () => (await import('./bank/match.ts')).match,
  hash: async () => (await import('./hash.ts')).hash,
  directory: async () => (await import('./directory.ts')).directory,
  doctor: async () => (await import('./doctor/doctor.ts')).doctor,
  'open-case': async () => (await import('./open-case.ts')).openCase,
  'purge-all': async () => (await import('./purge-all.ts')).purgeAllCases,
  recover: async () => (await import('./recover.ts')).recover,
  import: async () => (await import('./import.ts')).importLists,
  keys: async () => (await import('./keys.ts')).keys,
  leaks: async () => (await import('./leaks.ts')).leaks,
  'own-accounts': async () => (await import('./own-accounts.ts')).ownAccounts,
  regimes: async () => (await import('./regimes.ts')).regimes,
  sweep: async () => (await import('./sweep.ts')).sweep,
  verify: async () => (await import('./verify.ts')).verify,
};
