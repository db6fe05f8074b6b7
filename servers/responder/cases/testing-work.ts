import { COMPARTMENTS, keysDigest, makeGrant, openGrant } from '@amaan/custody';
import { buildApps } from '../apps.ts';
import { anId, testContext, Visitor } from '../testing.ts';
import { Office, type Seated } from '../testing-office.ts';

/** An office with an administrator and a caseworker, and what they do with cases over HTTP. */
export async function openWork() {
  const context = await testContext();
  const apps = await buildApps(context, 'none');
  const office = new Office(context, apps);
  const admin = await office.first();
  const worker = await office.colleague(admin, 'caseworker', true);

  async function newCase(): Promise<{ she: Visitor; id: string }> {
    const she = new Visitor(apps.survivor);
    await she.open();
    return { she, id: (await she.news())?.caseId ?? '' };
  }

  async function read(who: Seated, id: string) {
    const { body } = await office.call('POST', `/v1/cases/${id}/read`, undefined, who.token);
    const sealed = body.case;
    const secrets = await openGrant(who.secrets.identity, sealed.grant.sealed);
    return { sealed, secrets, under: keysDigest(sealed.keys) };
  }

  const post = (who: Seated, path: string, body?: object) =>
    office.call('POST', path, body && { v: 1, ...body }, who.token);

  /** Asks a second person to agree that the case goes to somebody. */
  async function ask(who: Seated, id: string, kind: string, to: string) {
    const { secrets, under } = await read(who, id);
    const grant = await makeGrant({ to, kind: 'staff', compartments: COMPARTMENTS, secrets });
    const approval = anId();
    const { status } = await post(who, `/v1/cases/${id}/approvals`, { id: approval, under, kind, grant });
    return { approval, status };
  }

  return { context, apps, office, admin, worker, newCase, read, post, ask };
}
