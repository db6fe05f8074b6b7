// Sends one notice in a process of its own, which a test may kill in the middle: DATABASE FOLDER NOTICE.
import { randomBytes } from 'node:crypto';
import { createLog } from '@amaan/http';
import { openStore } from '@amaan/store';
import { readConfig } from '../config.ts';
import { loadKeys } from '../keys.ts';
import { ClockWatch } from './clock-doubt.ts';
import { sendByMail } from './mail.ts';
import { sendByApi } from './send.ts';

const [url = '', folder = '', notice = ''] = process.argv.slice(2);
const context = {
  config: { ...readConfig(), folder },
  log: createLog('responder'),
  store: await openStore<unknown>({ url }),
  keys: loadKeys(folder, 'demo'),
  now: () => new Date(process.env.NOW ?? ''),
  random: (bytes: number) => randomBytes(bytes),
  clockWatch: new ClockWatch(),
};
await sendByApi(context, notice);
await sendByMail(context, notice);
await context.store.close();
