import { readFileSync } from 'node:fs';
import { AmaanError } from '@amaan/base';

/** The age identity in a file; other lines are comments. @throws AmaanError `arguments` when there is none */
export function readIdentity(path: string): string {
  const identity = /^AGE-SECRET-KEY-1\S+$/m.exec(readFileSync(path, 'utf8'))?.[0];
  if (!identity)
    throw new AmaanError('arguments', 'There is no age identity in the file given with --identity.');
  return identity;
}
