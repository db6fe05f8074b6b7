import { AmaanError } from '@amaan/base';
import { ImapFlow } from 'imapflow';
import type { Context } from '../../context.ts';
import { takeMail } from './take-mail.ts';

/** A mail larger than this is left for a person. */
const LARGEST = 10_000_000;
const AT_ONCE = 100;
const TIMEOUT = 30_000;

interface Mailbox {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly user: string;
  readonly pass: string;
  readonly folder: string;
}

/**
 * Where answers to notices come in: `AMAAN_IMAP=imaps://user:password@host/FOLDER`. Without encryption (`imap:`) only on
 * this machine.
 *
 * @throws AmaanError `config`
 */
export function mailboxOf({ config }: Context): Mailbox | undefined {
  const text = config.env.AMAAN_IMAP;
  if (!text) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const local = url && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (!url || !(url.protocol === 'imaps:' || (url.protocol === 'imap:' && local)))
    throw new AmaanError('config', 'AMAAN_IMAP must be imaps://user:password@host/FOLDER.');
  const secure = url.protocol === 'imaps:';
  return {
    host: url.hostname,
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    user: decodeURIComponent(url.username),
    pass: decodeURIComponent(url.password),
    folder: decodeURIComponent(url.pathname.slice(1)) || 'INBOX',
  };
}

/**
 * One look into the mailbox. A mail about a notice is sealed to its case and then deleted from the mailbox, where it lay
 * open; any other mail stays for a person and is not looked at again in this run.
 *
 * @param seen uids that were looked at before, by the mailbox's validity
 * @returns how many mails were taken in
 */
export async function mailRound(context: Context, seen: Set<string>): Promise<number> {
  const mailbox = mailboxOf(context);
  if (!mailbox) return 0;
  const { host, port, secure, user, pass, folder } = mailbox;
  const client = new ImapFlow({
    host,
    port,
    secure,
    auth: { user, pass },
    logger: false,
    // The client's name and version are nobody's business.
    clientInfo: { name: 'mail' },
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
  });
  // Errors of a connection that ends by itself come here besides; the calls below reject with them.
  client.on('error', () => undefined);
  await client.connect();
  let taken = 0;
  try {
    const lock = await client.getMailboxLock(folder);
    try {
      const validity = client.mailbox === false ? '' : String(client.mailbox.uidValidity);
      const uids = ((await client.search({ all: true }, { uid: true })) || []).filter(
        (uid) => !seen.has(`${validity}:${uid}`),
      );
      for (const uid of uids.slice(0, AT_ONCE)) {
        const mail = await client.fetchOne(String(uid), { size: true, source: true }, { uid: true });
        const raw = mail && (mail.size ?? 0) <= LARGEST ? mail.source : undefined;
        if (raw && (await takeMail(context, raw))) {
          await client.messageDelete(String(uid), { uid: true });
          taken++;
        } else seen.add(`${validity}:${uid}`);
      }
    } finally {
      lock.release();
    }
  } finally {
    await client.logout().catch(() => undefined);
  }
  if (taken > 0) context.log.info({ event: 'notice.mail-taken', taken });
  return taken;
}
