import { passkeyWrap } from '@amaan/custody';
import {
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser';

/** What every passkey of the console is asked to turn into a key: SHA-256 of this text. */
const SALT = 'amaan/staff/passkey/v1';

/** A passkey's answer with the age identity that its PRF output gives, which stays in this browser. */
export interface PasskeyAnswer<T> {
  readonly response: T;
  readonly wrap: string | undefined;
}

/** Whether this browser can use passkeys at all. */
export function hasPasskeys(): boolean {
  return typeof PublicKeyCredential === 'function';
}

async function question(): Promise<object> {
  const first = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(SALT));
  return { prf: { eval: { first } } };
}

/** Takes the PRF output out of an answer, so that it can never be sent along. */
function split<T extends { clientExtensionResults: object }>(answer: T): PasskeyAnswer<T> {
  const { prf } = answer.clientExtensionResults as { prf?: { results?: { first?: ArrayBuffer } } };
  const output = prf?.results?.first;
  return {
    response: { ...answer, clientExtensionResults: {} },
    wrap: output && output.byteLength === 32 ? passkeyWrap(new Uint8Array(output)) : undefined,
  };
}

/** Makes a passkey. Where the authenticator gives no PRF output at its making, it is asked once more. */
export async function makePasskey(
  options: PublicKeyCredentialCreationOptionsJSON,
): Promise<PasskeyAnswer<RegistrationResponseJSON>> {
  const extensions = { ...options.extensions, ...(await question()) };
  const made = split(await startRegistration({ optionsJSON: { ...options, extensions } }));
  if (made.wrap) return made;
  const asked = await usePasskey({
    challenge: options.challenge,
    ...(options.rp.id ? { rpId: options.rp.id } : {}),
    allowCredentials: [{ id: made.response.id, type: 'public-key' }],
    userVerification: 'required',
  });
  return { ...made, wrap: asked.wrap };
}

/** Signs in with a passkey. */
export async function usePasskey(
  options: PublicKeyCredentialRequestOptionsJSON,
): Promise<PasskeyAnswer<AuthenticationResponseJSON>> {
  const extensions = { ...options.extensions, ...(await question()) };
  return split(await startAuthentication({ optionsJSON: { ...options, extensions } }));
}
