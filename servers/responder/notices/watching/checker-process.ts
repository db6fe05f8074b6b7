// The process that looks at links. It meets hostile pages and hostile pictures, so it may not write a file, start a
// program or see the server's environment; it can be ended at any time without harm. Questions come in, judgements go
// out, and nothing else is kept.
import type { WayOut } from './fetch-page.ts';
import { look, type Question } from './look.ts';
import { Manners } from './manners.ts';

/** The first message says how to go out; every other one is a question under a number. */
export type CheckerMessage =
  | { readonly way: WayOut; readonly hosts: readonly string[] }
  | { readonly id: number; readonly question: Question };

let way: WayOut = { local: [] };
let manners = new Manners(way, []);

process.on('message', (message: CheckerMessage) => {
  if ('way' in message) {
    way = message.way;
    manners = new Manners(way, message.hosts);
    return;
  }
  const { id, question } = message;
  look(question, way, manners).then(
    (judged) => process.send?.({ id, judged }),
    () => process.send?.({ id, judged: { state: 'uncertain', reason: 'check-failed' } }),
  );
});
process.on('disconnect', () => process.exit(0));
