import { randomBytes } from 'node:crypto';
import {
  newStaffSecrets,
  phraseKeys,
  signJoin,
  signPledge,
  staffPublic,
  type StaffSecrets,
  wrapStaffSecrets,
} from '@amaan/custody';
import type { Apps } from './apps.ts';
import { type Context, today } from './context.ts';
import { firstCode } from './staff/codes.ts';
import type { Role } from './staff/roles.ts';
import { anId } from './testing-visitor.ts';

/** Somebody who joined in a test. */
export interface Member {
  readonly id: string;
  readonly secrets: StaffSecrets;
  readonly recipient: string;
  readonly phrase: Uint8Array;
}

/** A member with a session. */
export interface Seated extends Member {
  readonly token: string;
}

/** A helpline's office in a test: joins, signs in and calls over the staff API, as the console does. */
export class Office {
  readonly context: Context;
  readonly apps: Apps;

  constructor(context: Context, apps: Apps) {
    this.context = context;
    this.apps = apps;
  }

  /** One request to the staff API. */
  async call(method: 'GET' | 'POST', url: string, body?: object, token?: string) {
    const answer = await this.apps.console.inject({
      method,
      url,
      ...(body ? { payload: body } : {}),
      ...(token ? { headers: { authorization: `Bearer ${token}` } } : {}),
    });
    return { status: answer.statusCode, body: answer.json() };
  }

  /** Joins with a code. @param change fields to send in place of the right ones */
  async bring(code: string, change: object = {}): Promise<{ status: number; member: Member }> {
    const start = await this.call('POST', '/v1/staff/join/start', { v: 1, code });
    const secrets = newStaffSecrets(randomBytes);
    const phrase = randomBytes(15);
    const { wrap, locator, proof } = phraseKeys(phrase);
    const id = start.body.id ?? anId();
    const { recipient, signKey } = staffPublic(secrets);
    const { status } = await this.call('POST', '/v1/staff/join', {
      v: 1,
      code,
      id,
      name: 'Somebody',
      recipient,
      signKey,
      sig: signJoin(id, secrets),
      pledge: signPledge(id, 'en', today(this.context), secrets),
      phrase: { locator, proof, wrapped: await wrapStaffSecrets(wrap, secrets) },
      ...change,
    });
    return { status, member: { id, secrets, recipient, phrase } };
  }

  /** Signs in with the phrase. */
  async signIn({ phrase }: Pick<Member, 'phrase'>) {
    const { locator, proof } = phraseKeys(phrase);
    return this.call('POST', '/v1/staff/sign-in/phrase', { v: 1, locator, proof });
  }

  /** The first administrator, signed in. */
  async first(): Promise<Seated> {
    const { member } = await this.bring((await firstCode(this.context)) ?? '');
    return { ...member, token: (await this.signIn(member)).body.token };
  }

  /** A colleague, invited by an administrator and signed in. */
  async colleague(admin: Pick<Seated, 'token'>, role: Role, intake = false): Promise<Seated> {
    const invited = await this.call('POST', '/v1/staff/invitations', { v: 1, role, intake }, admin.token);
    const { member } = await this.bring(invited.body.code);
    return { ...member, token: (await this.signIn(member)).body.token };
  }
}
