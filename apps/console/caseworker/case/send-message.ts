import { fromHex } from '@amaan/base';
import { keysDigest, sealJson, signMessage } from '@amaan/custody';
import type { DeskTools } from '../desk-context.ts';
import type { OpenedCase } from './open-case.ts';

/**
 * Signs a message of ours and seals it to the case, in this browser.
 *
 * @param id of the message: sent twice under one id it is there once
 */
export async function sendMessage(
  { api, me, secrets }: Pick<DeskTools, 'api' | 'me' | 'secrets'>,
  { sealed }: OpenedCase,
  id: string,
  text: string,
): Promise<void> {
  const unsigned = { v: 1, from: 'staff', staff: me.id, at: new Date().toISOString(), text } as const;
  const message = signMessage(sealed.id, unsigned, fromHex(secrets.signSecret));
  await api.post(`/v1/cases/${sealed.id}/messages`, {
    v: 1,
    id,
    under: keysDigest(sealed.keys),
    sealed: await sealJson([sealed.keys.messages], message),
  });
}
