export { type Apps, buildApps } from './apps.ts';
export { type Config, readConfig } from './config.ts';
export { type Context, MIGRATIONS, newId, openContext, today } from './context.ts';
export { type ServerKeys, type SigningKey, signingKey } from './keys.ts';
