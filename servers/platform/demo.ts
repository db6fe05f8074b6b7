import { join } from 'node:path';
import type { Context } from './context.ts';
import { newId } from './context.ts';
import { addKey, type NewKey } from './keys/key-ring.ts';
import { loadSecret, writeHandover } from './keys/secrets.ts';

/** Keys that the demo makes for itself: two reviewers, because an appeal needs another person. */
export const DEMO_KEYS: readonly ({ file: string } & Pick<NewKey, 'name' | 'roles' | 'trained'>)[] = [
  { file: 'site', name: 'Photo board', roles: ['match'] },
  { file: 'reviewer-1', name: 'Reviewer one', roles: ['review'], trained: true },
  { file: 'reviewer-2', name: 'Reviewer two', roles: ['review'] },
  { file: 'admin', name: 'Administrator', roles: ['admin', 'curate', 'match'] },
];

/**
 * In the demo profile: makes keys under the data folder at the first start and hands the site its own. Production has
 * no such keys; its operator makes them by command.
 *
 * @returns sentences for the operator
 */
export async function prepareDemo(context: Context): Promise<string[]> {
  const { config, store } = context;
  const keys = new Map<string, string>();
  for (const { file, ...what } of DEMO_KEYS) {
    const key = loadSecret(config.folder, file, { make: true }).toString('base64url');
    keys.set(file, key);
    await addKey(store.db, { id: newId(context), key, ...what }, context.now());
  }
  await context.keys.load();
  writeHandover(join(config.handover, 'site.json'), {
    v: 1,
    gate: `http://localhost:${config.ports.gate}`,
    key: keys.get('site'),
    hookSecret: Buffer.from(context.hookSecret).toString('hex'),
  });
  return [
    `Reviewer key: ${keys.get('reviewer-1')}`,
    `Second reviewer's key (for appeals): ${keys.get('reviewer-2')}`,
    `Administrator's key (operations and keys in the console): ${keys.get('admin')}`,
  ];
}
