import { AmaanError } from '@amaan/base';
import type { App } from '@amaan/http';
import { takeNews } from '../banks/news.ts';
import type { Context } from '../context.ts';
import type { KeyFile } from '../exchange/key-file.ts';
import { addSource, changeSource, checkSource, removeSource } from '../exchange/sources.ts';
import type { Access } from './access.ts';
import { refuse } from './errors.ts';
import { noteAct } from './note-act.ts';
import { bankName, flag, type Loose, looseBody, printable } from './read.ts';
import { exchanges, exchangeStatus, type FollowedExchange } from './status.ts';

interface Params {
  name: string;
}

const config = { class: 'api' } as const;
const API = 'stop_ncii';
const THRESHOLD = 31;
const POLL_MS = 30_000;

/** The form that clients draw for an exchange of this kind. */
const SCHEMA = {
  config_schema: { fields: [] },
  credentials_schema: {
    fields: [
      ['fetch_function_key', true, null, 'The key of FetchHashes'],
      ['subscription_key', true, null, 'The key of the subscriber'],
      ['feedback_function_key', false, null, 'The key of SubmitFeedback'],
      ['submit_function_key', false, null, 'The key of SubmitHashes'],
      ['base_url', true, null, "The exchange's address, such as https://hub.example/v1"],
    ].map(([name, required, initial, help]) => ({
      name,
      type: 'string',
      required,
      default: initial,
      help,
      choices: null,
    })),
  },
};

/** Adds the calls about exchanges: how they stand, for anyone with a key; adding, changing and ending them, for admins. */
export function exchangeRoutes(app: App, context: Context, access: Access): void {
  const { store, atRest } = context;
  const find = async (name: string): Promise<FollowedExchange> => {
    const found = (await exchanges(store.db)).find((one) => one.name === name || one.source === name);
    if (!found) throw refuse(404, `Exchange '${printable(name)}' not found`);
    return found;
  };

  app.get('/c/exchanges', { config }, async (request) => {
    access.require(request, 'match');
    return (await exchanges(store.db)).map(({ name }) => name);
  });
  app.get('/c/exchanges/apis', { config }, async (request) => {
    access.require(request, 'match');
    return [API];
  });
  app.get<{ Params: Params }>('/c/exchanges/api/:name', { config }, async (request) => {
    access.require(request, 'match');
    const { name } = request.params;
    if (name !== API) throw refuse(400, `no such Exchange API '${printable(name)}'`);
    const set = (await exchanges(store.db)).some((one) => one.hasCredentials);
    // The protocol's own spelling.
    return { has_set_authentification: set, supports_authentification: true };
  });
  app.get<{ Params: Params }>('/c/exchanges/api/:name/schema', { config }, async (request) => {
    access.require(request, 'match');
    const { name } = request.params;
    if (name !== API) throw refuse(404, `Exchange API '${printable(name)}' not found`);
    return SCHEMA;
  });
  app.get<{ Params: Params }>('/c/exchange/:name/status', { config }, async (request) => {
    access.require(request, 'match');
    return exchangeStatus(await find(request.params.name));
  });
  app.get<{ Params: Params }>('/c/exchange/:name', { config }, async (request) => {
    access.require(request, 'match');
    return described(await find(request.params.name));
  });

  app.post('/c/exchanges', { config }, async (request, reply) => {
    const caller = access.require(request, 'admin');
    const body = looseBody(request.body);
    const name = bankName(body.bank ?? body.name);
    if ((body.api ?? API) !== API) throw refuse(400, `no such Exchange API '${printable(body.api)}'`);
    const { keys, url } = readCredentials(body.credential_json ?? body.credentials);
    if (!keys || url === undefined) throw refuse(400, 'Give the credentials with their base_url');
    await refusing(() =>
      store.transaction(async (trx) => {
        await addSource(
          trx,
          atRest,
          {
            name,
            url,
            keys,
            partner: name,
            bank: name,
            threshold: THRESHOLD,
            pollEvery: POLL_MS,
            enabled: flag(body.enabled, 'enabled') ?? true,
          },
          context.now(),
        );
        await noteAct(trx, context, caller, 'exchange.made', name);
      }),
    );
    await takeNews(context);
    return reply.code(201).send(described(await find(name)));
  });
  app.put<{ Params: Params }>('/c/exchange/:name', { config }, async (request) => {
    const caller = access.require(request, 'admin');
    const { source, name } = await find(request.params.name);
    const enabled = flag(looseBody(request.body).enabled, 'enabled');
    await store.transaction(async (trx) => {
      await changeSource(trx, atRest, source, enabled === undefined ? {} : { enabled });
      await noteAct(trx, context, caller, 'exchange.changed', name);
    });
    return described(await find(source));
  });
  app.post<{ Params: Params }>('/c/exchange/:name/credentials', { config }, async (request) => {
    const caller = access.require(request, 'admin');
    const { source, name } = await find(request.params.name);
    const body = looseBody(request.body);
    const { keys, url } = readCredentials(body.credential_json ?? body.credentials ?? body);
    if (!keys) throw refuse(400, 'Give fetch_function_key and subscription_key');
    await store.transaction(async (trx) => {
      await changeSource(trx, atRest, source, { keys, ...(url === undefined ? {} : { url }) });
      await noteAct(trx, context, caller, 'exchange.changed', name);
    });
    return described(await find(source));
  });
  app.delete<{ Params: Params }>('/c/exchange/:name', { config }, async (request) => {
    const caller = access.require(request, 'admin');
    const { source, name } = await find(request.params.name);
    await store.transaction(async (trx) => {
      await removeSource(trx, source);
      await noteAct(trx, context, caller, 'exchange.ended', name);
    });
    // Unmatchable when the answer goes out.
    await takeNews(context);
    return { message: 'Done' };
  });

  /** @throws HttpError 400 */
  function readCredentials(value: unknown): { keys?: KeyFile['keys']; url?: string } {
    const given: Loose = looseBody(value);
    const text = (name: string): string | undefined => {
      const one = given[name];
      if (one === undefined || one === null || one === '') return undefined;
      if (typeof one !== 'string' || one.length > 200 || /[\s,]/.test(one))
        throw refuse(400, `${name} is not a key`);
      return one;
    };
    const url = typeof given.base_url === 'string' && given.base_url !== '' ? given.base_url : undefined;
    if (url !== undefined)
      try {
        checkSource({ url }, context.config.profile === 'production');
      } catch (error) {
        throw refuse(400, error instanceof AmaanError ? error.message : 'base_url is no address');
      }
    const [fetch, subscription] = [text('fetch_function_key'), text('subscription_key')];
    const [feedback, submit] = [text('feedback_function_key'), text('submit_function_key')];
    return {
      ...(url === undefined ? {} : { url }),
      ...(fetch !== undefined && subscription !== undefined
        ? { keys: { fetch, subscription, ...(feedback && { feedback }), ...(submit && { submit }) } }
        : {}),
    };
  }
}

function described({ name, enabled, hasCredentials }: FollowedExchange): Record<string, unknown> {
  return {
    name,
    api: API,
    enabled,
    credential_status: { has_credentials: hasCredentials, source: hasCredentials ? 'exchange' : null },
  };
}

/** A refusal by the exchanges' own rules, in this API's shape. */
async function refusing(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (error instanceof AmaanError && /^(?:exchange|bank)-/.test(error.code))
      throw refuse(error.code === 'exchange-exists' ? 403 : 400, error.message);
    throw error;
  }
}
