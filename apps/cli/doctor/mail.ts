import { connect } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type Finding, finder } from './finding.ts';

const WAIT_MS = 8000;
const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

/** The mail server that takes notices: it greets, and nothing crosses a network in the clear. */
export async function checkMail(url: string | undefined): Promise<Finding[]> {
  const say = finder('mail');
  if (!url) return [say('warn', 'AMAAN_SMTP is not set: notices by mail are sent by hand.')];
  if (!URL.canParse(url) || !/^smtps?:$/.test(new URL(url).protocol))
    return [say('fail', 'AMAAN_SMTP must look like smtps://USER:PASSWORD@HOST.')];
  const { protocol, hostname, port } = new URL(url);
  const tls = protocol === 'smtps:';
  const said = await greeting(hostname, Number(port) || (tls ? 465 : 587), tls);
  if (said === undefined) return [say('fail', `The mail server ${hostname} does not answer.`)];
  if (!said.startsWith('220'))
    return [say('fail', `The mail server ${hostname} refuses us: ${said.slice(0, 3)}.`)];
  if (!tls && !/STARTTLS/.test(said) && !LOCAL.includes(hostname))
    return [say('fail', `The mail server ${hostname} offers no TLS: use smtps:// or another one.`)];
  return [say('ok', `The mail server ${hostname} answers.`)];
}

/** What the server says to a connection and an EHLO. */
async function greeting(host: string, port: number, tls: boolean): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = '';
    const options = { host, port };
    const socket = tls ? connectTls({ ...options, servername: host }) : connect(options);
    const end = (answer: string | undefined) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(WAIT_MS, () => end(undefined));
    socket.on('error', () => end(undefined));
    socket.on('data', (chunk) => {
      const first = said === '';
      said += chunk.toString('latin1');
      if (first) socket.write('EHLO localhost\r\n');
      // A line "250 ..." (with a space) ends the answer to EHLO; another code ends the talk.
      if (/^250 /m.test(said) || !/^2[25]0/.test(said)) end(said);
    });
  });
}
