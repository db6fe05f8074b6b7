import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AmaanError } from '@amaan/base';
import { fingerprint } from '@amaan/custody';
import { addKey, listKeys, markTrained, ROLES, type Role, revokeKey, setBareMatches } from '@amaan/platform';
import { addPartner, inviteAdmin, listPartners, makeKey, outOfSync, revokePartner } from '@amaan/responder';
import type { Store } from '@amaan/store';
import { placeOf } from './backup/servers.ts';
import { beside, besidePlatform, besideResponder } from './beside.ts';
import type { Command } from './command.ts';

const usage = `npm run amaan -- keys list
                          add NAME ROLE[,ROLE...] [REQUESTS-A-SECOND] [--bare-matches NUMBER]
                                                                          roles: ${ROLES.join(', ')}
                          bare-matches ID NUMBER|default
                          revoke ID
                          trained ID yes|no
                          partners
                          add-partner CODE NAME [incremental|always|never]
                          revoke-partner CODE
                          make OFFLINE-FILE
                          admin-code

  list, add, revoke                         keys of the platform's gate, review and HMA-compatible API
  bare-matches                              how many known signals a key may meet in a day by hash alone, before its hashes
                                            rest (0: any number; default: AMAAN_BARE_MATCHES): raise it for a large site
                                            that makes its hashes itself. A key that rests asks again at once
  trained                                   whether a reviewer is trained to hold what may show a minor: it is offered
                                            to nobody else
  partners, add-partner, revoke-partner     who may fetch from the responder's exchange; which withdrawals it is given:
                                            incremental (none older than its full fetch), always (a sweeper, or a client
                                            that obeys them), never (an HMA that a sweeper cleans)
  make                                      a production responder's own keys; the directory's secret goes to
                                            OFFLINE-FILE alone, which belongs on a machine without network
  admin-code                                a one-time code for a new administrator, when nobody can sign in

A new key is printed once, on standard output, and kept only as a digest. A revoked one is refused within a second.`;

/** `amaan keys`: makes and revokes keys beside a running server. */
export const keys: Command = {
  name: 'keys',
  summary: 'makes, lists and revokes keys of the platform and partners of the exchange',
  usage,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'bare-matches': { type: 'string' } },
    });
    const [what = '', ...rest] = positionals;
    if (what === 'admin-code' && rest.length === 0) return adminCode();
    if (what === 'make' && rest[0] !== undefined && rest.length === 1) return make(rest[0]);
    const work = WORK[what];
    const bare = values['bare-matches'];
    const fits = rest.length === work?.takes || rest.length === work?.most;
    if (!work || !fits || (bare !== undefined && what !== 'add')) {
      process.stderr.write(`${usage}\n`);
      return 2;
    }
    const run = async (store: Store<unknown>) => work.run(store, rest, bare);
    return work.server === 'platform' ? besidePlatform(run) : beside('responder', run);
  },
};

/** A way in for a new administrator when nobody can sign in any more. */
async function adminCode(): Promise<number> {
  say(await besideResponder(async (context) => inviteAdmin(context)));
  return 0;
}

/** Makes the keys that a responder needs in production. Existing ones are never overwritten. */
function make(offline: string): number {
  const home = join(placeOf('responder').folder, 'keys');
  const directory = makeKey(offline);
  for (const name of ['ledger', 'exchange']) makeKey(join(home, `${name}.key`));
  writeFileSync(join(home, 'directory.pub'), `${directory.publicKey}\n`, { mode: 0o600, flag: 'wx' });
  say(`keys made in ${home}`);
  say(`carry ${offline} to the offline machine; the page pins ${fingerprint(directory.publicKey)}`);
  return 0;
}

interface Work {
  readonly server: 'platform' | 'responder';
  /** How many arguments follow. */
  readonly takes: number;
  /** How many may follow, where one more may be left out. */
  readonly most?: number;
  run(store: Store<unknown>, args: string[], bareMatches?: string): Promise<number>;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const stateOf = (revoked: Date | null): string => (revoked ? 'revoked' : 'living');

const WORK: Record<string, Work> = {
  list: {
    server: 'platform',
    takes: 0,
    run: async ({ db }) => {
      for (const key of await listKeys(db))
        say(
          [
            key.id,
            stateOf(key.revokedAt),
            key.roles.join(','),
            key.name,
            key.perSecond === null ? 'no limit of its own' : `${key.perSecond} a second`,
            key.bareMatches === null ? 'bare matches by default' : `${key.bareMatches} bare matches a day`,
            key.stoppedAt ? 'stopped' : key.restsUntil ? 'rests' : 'asks',
            `last used ${key.lastUsed ?? 'never'}`,
            ...(key.trained ? ['trained for minors'] : []),
          ].join('\t'),
        );
      return 0;
    },
  },
  add: {
    server: 'platform',
    takes: 2,
    most: 3,
    run: async ({ db }, [name = '', roles = '', most], bare) => {
      const key = randomBytes(24).toString('base64url');
      const id = randomBytes(16).toString('hex');
      const limits = {
        ...(most === undefined ? {} : { perSecond: Number(most) }),
        ...(bare === undefined ? {} : { bareMatches: Number(bare) }),
      };
      await addKey(db, { id, name, roles: roles.split(',') as Role[], key, ...limits }, new Date());
      say(key);
      return 0;
    },
  },
  'bare-matches': {
    server: 'platform',
    takes: 2,
    run: async ({ db }, [id = '', figure = '']) => {
      const set = await setBareMatches(db, id, figure === 'default' ? null : Number(figure || Number.NaN));
      process.stderr.write(set ? 'amaan: the figure is set\n' : 'amaan: there is no living key of that id\n');
      return set ? 0 : 1;
    },
  },
  revoke: {
    server: 'platform',
    takes: 1,
    run: async ({ db }, [id = '']) => found(await revokeKey(db, id, new Date()), 'key'),
  },
  trained: {
    server: 'platform',
    takes: 2,
    run: async ({ db }, [id = '', answer]) => {
      if (answer !== 'yes' && answer !== 'no')
        throw new AmaanError('arguments', 'Say yes or no: is the holder of this key trained?');
      const changed = await markTrained(db, id, answer === 'yes');
      process.stderr.write(
        changed ? 'amaan: it is written down\n' : 'amaan: there is no living key of that name to change\n',
      );
      return changed ? 0 : 1;
    },
  },
  partners: {
    server: 'responder',
    takes: 0,
    run: async ({ db }) => {
      const behind = new Set((await outOfSync(db, new Date())).map(({ partner }) => partner));
      for (const { code, name, fetchedAt, revokedAt, cutAt, tombstones } of await listPartners(db))
        say(
          [
            code,
            stateOf(revokedAt),
            fetchedAt?.toISOString() ?? 'never fetched',
            name,
            `withdrawals ${tombstones}`,
            behind.has(code) ? 'out of sync' : 'in sync',
            ...(cutAt ? ['tombstones alone: a proof of purge is overdue'] : []),
          ].join('\t'),
        );
      return 0;
    },
  },
  'add-partner': {
    server: 'responder',
    takes: 2,
    most: 3,
    run: async ({ db }, [code = '', name = '', tombstones = 'incremental']) => {
      if (tombstones !== 'incremental' && tombstones !== 'always' && tombstones !== 'never')
        throw new AmaanError('arguments', 'Withdrawals are given incremental, always or never.');
      const made = await addPartner(db, { code, name, tombstones }, new Date());
      say(JSON.stringify({ v: 1, name: 'exchange', partner: code, keys: made }));
      return 0;
    },
  },
  'revoke-partner': {
    server: 'responder',
    takes: 1,
    run: async ({ db }, [code = '']) => found(await revokePartner(db, code, new Date()), 'partner'),
  },
};

function found(was: boolean, what: string): number {
  process.stderr.write(
    was ? `amaan: the ${what} is revoked\n` : `amaan: there is no living ${what} of that name\n`,
  );
  return was ? 0 : 1;
}
