// Sends one notice in a process of its own, which a test may kill in the middle: DATABASE FOLDER NOTICE.
import { readConfig } from '../config.ts';
import { openContext } from '../context.ts';
import { sendByMail } from './mail.ts';
import { sendByApi } from './send.ts';

const [databaseUrl = '', folder = '', notice = ''] = process.argv.slice(2);
const opened = await openContext({ ...readConfig(), folder, databaseUrl });
const context = { ...opened, now: () => new Date(process.env.NOW ?? '') };
await sendByApi(context, notice);
await sendByMail(context, notice);
await context.store.close();
