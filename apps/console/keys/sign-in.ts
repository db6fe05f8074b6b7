import {
  newStaffSecrets,
  type Pledge,
  parseReceipt,
  phraseKeys,
  signJoin,
  signPledge,
  staffPublic,
  type StaffSecrets,
  unwrapStaffSecrets,
  wrapStaffSecrets,
} from '@amaan/custody';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import type { Api } from '../api/client.ts';
import type { Session } from '../api/staff.ts';
import { makePasskey, type PasskeyAnswer, usePasskey } from './passkey.ts';
import { random } from './random.ts';

/** A session with the keys that open cases: both in memory, for as long as the page stands. */
export interface Unlocked {
  readonly session: Session;
  readonly secrets: StaffSecrets;
}

async function unlock(session: Session, wrap: string): Promise<Unlocked> {
  return { session, secrets: await unwrapStaffSecrets(wrap, session.wrapped) };
}

/** Signs in with the printed phrase. @throws ReceiptError when it is mistyped; ApiError */
export async function signInByPhrase(api: Api, typed: string): Promise<Unlocked> {
  const { locator, proof, wrap } = phraseKeys(parseReceipt(typed));
  return unlock(await api.post<Session>('/v1/staff/sign-in/phrase', { v: 1, locator, proof }), wrap);
}

/** Signs in with a passkey. @returns nothing when it gives no key in this browser */
export async function signInByPasskey(api: Api): Promise<Unlocked | undefined> {
  const { options } = await api.post<{ options: PublicKeyCredentialRequestOptionsJSON }>(
    '/v1/staff/sign-in/passkey/start',
  );
  const { response, wrap } = await usePasskey(options);
  if (!wrap) return undefined;
  return unlock(await api.post<Session>('/v1/staff/sign-in/passkey', { v: 1, response }), wrap);
}

/** What the server gives a newcomer with a good code. */
export interface JoinStart {
  readonly id: string;
  readonly options: PublicKeyCredentialCreationOptionsJSON;
}

async function phraseBody(phrase: string, secrets: StaffSecrets): Promise<object> {
  const { locator, proof, wrap } = phraseKeys(parseReceipt(phrase));
  return { locator, proof, wrapped: await wrapStaffSecrets(wrap, secrets) };
}

async function passkeyBody<T>(
  { response, wrap }: PasskeyAnswer<T>,
  secrets: StaffSecrets,
): Promise<object | undefined> {
  return wrap ? { response, wrapped: await wrapStaffSecrets(wrap, secrets) } : undefined;
}

/** Today where this device is told the day in UTC, as the server's is. */
const today = () => new Date().toISOString().slice(0, 10);

/** Signs the pledge anew. @returns the last day that it is good for */
export async function signMyPledge(
  api: Api,
  { staff, secrets }: { readonly staff: string; readonly secrets: StaffSecrets },
  lang: Pledge['lang'],
): Promise<string> {
  const pledge = signPledge(staff, lang, today(), secrets);
  return (await api.post<{ pledgedUntil: string }>('/v1/staff/pledge', { v: 1, pledge })).pledgedUntil;
}

/**
 * Makes keys, wraps them for the phrase (and a passkey), signs the pledge with them, joins, and signs in.
 *
 * @param how `lang`: in which language the pledge was read
 * @returns nothing when a passkey was wanted and gives no key in this browser: nothing was sent then
 */
export async function join(
  api: Api,
  start: JoinStart,
  how: { code: string; name: string; phrase: string; passkey: boolean; lang: Pledge['lang'] },
): Promise<Unlocked | undefined> {
  const { code, name, phrase, passkey, lang } = how;
  const secrets = newStaffSecrets(random);
  let added: object | undefined;
  if (passkey) {
    const user = { ...start.options.user, name, displayName: name };
    added = await passkeyBody(await makePasskey({ ...start.options, user }), secrets);
    if (!added) return undefined;
  }
  await api.post('/v1/staff/join', {
    v: 1,
    code,
    id: start.id,
    name,
    ...staffPublic(secrets),
    sig: signJoin(start.id, secrets),
    pledge: signPledge(start.id, lang, today(), secrets),
    phrase: await phraseBody(phrase, secrets),
    ...(added ? { passkey: added } : {}),
  });
  return signInByPhrase(api, phrase);
}

/** Adds a passkey of this device to one's own account. @returns false when it gives no key in this browser */
export async function addPasskey(api: Api, secrets: StaffSecrets): Promise<boolean> {
  const { options } = await api.post<{ options: PublicKeyCredentialCreationOptionsJSON }>(
    '/v1/staff/passkeys/start',
  );
  const passkey = await passkeyBody(await makePasskey(options), secrets);
  if (!passkey) return false;
  await api.post('/v1/staff/passkeys', { v: 1, passkey });
  return true;
}

/** Replaces one's own recovery phrase. */
export async function changePhrase(api: Api, secrets: StaffSecrets, phrase: string): Promise<void> {
  await api.post('/v1/staff/phrase', { v: 1, phrase: await phraseBody(phrase, secrets) });
}
