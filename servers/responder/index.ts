export { type Apps, buildApps } from './apps.ts';
export { checkLedgers, type LedgerCheck } from './cases/check.ts';
export { type Config, readConfig } from './config.ts';
export { type Context, MIGRATIONS, newId, openContext, today } from './context.ts';
export { loadKeys, type ServerKeys, type SigningKey, signingKey } from './keys.ts';
export { addPartner, listPartners, revokePartner } from './exchange/index.ts';
