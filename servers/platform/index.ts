export { gateApp } from './app.ts';
export { type Config, readConfig } from './config.ts';
export { assemble, type Context, MIGRATIONS, newId, openContext } from './context.ts';
export { addKey, listKeys, type Role, ROLES, revokeKey } from './keys/key-ring.ts';
