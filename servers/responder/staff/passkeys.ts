import { HttpError } from '@amaan/http';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { sql } from 'kysely';
import type { Db } from '../cases/index.ts';
import type { Context } from '../context.ts';
import type { Challenges } from './challenges.ts';

const REFUSED = 'This passkey was not accepted. Try again, or use the recovery phrase.';

function place(context: Context): { rpID: string; origin: string } {
  const { consoleOrigin } = context.config;
  return { rpID: new URL(consoleOrigin).hostname, origin: consoleOrigin };
}

/** What the browser needs to make a passkey for a member. The PRF question is added in the browser. */
export async function registrationOptions(
  context: Context,
  challenges: Challenges,
  staff: { id: string; name: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  return generateRegistrationOptions({
    rpName: 'Amaan console',
    rpID: place(context).rpID,
    userName: staff.name,
    userID: Buffer.from(staff.id, 'hex'),
    challenge: Buffer.from(challenges.give(`add:${staff.id}`), 'base64url'),
    attestationType: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** Takes a new passkey of a member, with the keys wrapped for it. @throws HttpError 422 `passkey` */
export async function addPasskey(
  context: Context,
  challenges: Challenges,
  db: Db,
  staffId: string,
  passkey: { response: RegistrationResponseJSON; wrapped: string },
): Promise<void> {
  const { rpID, origin } = place(context);
  const verified = await verifyRegistrationResponse({
    response: passkey.response,
    expectedChallenge: (challenge) => challenges.use(challenge, `add:${staffId}`),
    expectedOrigin: origin,
    expectedRPID: rpID,
    requireUserVerification: true,
  }).catch(() => undefined);
  if (!verified?.verified) throw new HttpError(422, 'passkey', REFUSED);
  const { id, publicKey, counter, transports = [] } = verified.registrationInfo.credential;
  await sql`insert into staff_passkey (id, staff_id, public_key, counter, transports, wrapped, added_at)
    values (${id}, ${staffId}, ${Buffer.from(publicKey)}, ${counter}, ${transports}::text[],
      decode(${passkey.wrapped}, 'base64'), ${context.now()})`.execute(db);
}

/** What the browser needs to sign in with any passkey of this console. */
export async function signInOptions(
  context: Context,
  challenges: Challenges,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return generateAuthenticationOptions({
    rpID: place(context).rpID,
    challenge: Buffer.from(challenges.give('sign-in'), 'base64url'),
    userVerification: 'required',
  });
}

/** Who signed in with a passkey, and their wrapped keys. @throws HttpError 401 `passkey` */
export async function checkPasskey(
  context: Context,
  challenges: Challenges,
  response: AuthenticationResponseJSON,
): Promise<{ id: string; wrapped: string }> {
  const { db } = context.store;
  const { rpID, origin } = place(context);
  const { rows } = await sql<{
    staffId: string;
    publicKey: Buffer<ArrayBuffer>;
    counter: string;
    wrapped: string;
  }>`select p.staff_id as "staffId", p.public_key as "publicKey", p.counter,
      translate(encode(p.wrapped, 'base64'), E'\n', '') as wrapped
    from staff_passkey p join staff_member m on m.id = p.staff_id
    where p.id = ${response.id} and m.left_at is null`.execute(db);
  const row = rows[0];
  const verified =
    row &&
    (await verifyAuthenticationResponse({
      response,
      expectedChallenge: (challenge) => challenges.use(challenge, 'sign-in'),
      expectedOrigin: origin,
      expectedRPID: rpID,
      requireUserVerification: true,
      credential: {
        id: response.id,
        publicKey: new Uint8Array(row.publicKey),
        counter: Number(row.counter),
      },
    }).catch(() => undefined));
  if (!row || !verified?.verified) throw new HttpError(401, 'passkey', REFUSED);
  await sql`update staff_passkey set counter = ${verified.authenticationInfo.newCounter}
    where id = ${response.id}`.execute(db);
  return { id: row.staffId, wrapped: row.wrapped };
}
