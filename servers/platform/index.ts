export { gateApp } from './app.ts';
export { hmaApp } from './hma/app.ts';
export { deleteContents, enter, insertContent } from './banks/bank-store.ts';
export { type Config, readConfig } from './config.ts';
export { DEMO_KEYS } from './demo.ts';
export { assemble, type Context, LOCK, MIGRATIONS, newId, openAtRest, openContext } from './context.ts';
export {
  addKey,
  listKeys,
  markTrained,
  type Role,
  ROLES,
  revokeKey,
  setBareMatches,
} from './keys/key-ring.ts';
export { type KeyFile, parseKeyFile } from './exchange/key-file.ts';
export {
  addSource,
  askNow,
  changeSource,
  checkSource,
  lagOf,
  listSources,
  removeSource,
  type SourceChange,
} from './exchange/sources.ts';
export { loadSecret, platformKey } from './keys/secrets.ts';
export { listAccounts, proposeAccount, settleAccount } from './own-accounts/accounts.ts';
export { verifyReview } from './review/verify-ledger.ts';
export { importList } from './banks/import.ts';
export { hmaAt } from './exchange/sweep/hma-client.ts';
export { sweep } from './exchange/sweep/sweep.ts';
export { askWithdrawn, NOTHING, type SweepState } from './exchange/sweep/withdrawn-list.ts';
