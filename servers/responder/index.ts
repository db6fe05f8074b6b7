export { type Apps, buildApps } from './apps.ts';
export { checkLedgers, type LedgerCheck } from './cases/check.ts';
export { type Config, readConfig } from './config.ts';
export { type Context, contextOn, MIGRATIONS, newId, openContext, today } from './context.ts';
export { loadKeys, makeKey, readKey, type ServerKeys, type SigningKey, signingKey } from './keys.ts';
export {
  bringDirectory,
  currentDirectory,
  directoryPin,
  draftDirectory,
  purgeAll,
  regrantAll,
} from './cases/index.ts';
export { inviteAdmin, listPeople, staffKeys } from './staff/index.ts';
export {
  addPartner,
  listPartners,
  loadPublished,
  noteLeaks,
  outOfSync,
  revokePartner,
} from './exchange/index.ts';
