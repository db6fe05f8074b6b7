export * from './actor.ts';
export * from './age-keys.ts';
export * from './canonical-json.ts';
export * from './consent.ts';
export * from './errors.ts';
export * from './event.ts';
export * from './intake.ts';
export * from './receipt.ts';
