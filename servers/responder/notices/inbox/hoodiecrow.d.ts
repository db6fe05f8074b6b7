// The IMAP server that the tests start; it has no types of its own.
declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';
  interface Hoodiecrow {
    readonly server: Server;
    listen(port: number, host: string, done: () => void): void;
    close(done: () => void): void;
    appendMessage(folder: string, flags: readonly string[], internaldate: string | false, raw: string): void;
    getMailbox(folder: string): { readonly messages: readonly { readonly raw: string }[] };
  }
  export default function hoodiecrow(options: {
    plugins?: readonly string[];
    storage?: object;
    users?: Readonly<Record<string, { password: string }>>;
  }): Hoodiecrow;
}
