import { fromUtf8, hex, integer, object, oneOf, ShapeError, text } from '@amaan/base';
import { parseSignalSet, type SignalSet } from '@amaan/signal';
import { BankError } from '../errors.ts';

/**
 * A bank as a file: lines of JSON in UTF-8. The first names the form, each of the next is one content, the last tells
 * how many there are and the SHA-256 of all bytes before it, so that a file that was cut or changed is refused.
 */
export const BANK_FILE_HEAD = '{"amaan":"bank","v":1}';

/** One content of a bank file. */
export interface BankFileContent {
  readonly content: string;
  readonly signals: SignalSet;
}

const parseContent = object({ content: text(1024, { min: 1 }), signals: parseSignalSet });
const parseEnd = object({ end: oneOf('bank'), count: integer(0, 2 ** 40), sha256: hex(32) });

/** The line of one content, with its end. */
export function writeBankContent(content: BankFileContent): string {
  return `${JSON.stringify({ content: content.content, signals: content.signals })}\n`;
}

/** The last line. `sha256` is that of every byte before it, in lower-case hex. */
export function writeBankEnd(count: number, sha256: string): string {
  return `${JSON.stringify({ end: 'bank', count, sha256 })}\n`;
}

function damaged(): BankError {
  return new BankError(
    'bank-file-damaged',
    'The bank file is damaged or incomplete: build it again from what it was made of.',
  );
}

/**
 * Reads a bank file strictly.
 *
 * @param digest SHA-256 of some bytes as lower-case hex; the caller's, because the kernel has no files or threads
 * @throws BankError `bank-file-damaged` when anything is missing, changed or added
 */
export function* readBankFile(
  bytes: Uint8Array,
  digest: (bytes: Uint8Array) => string,
): Generator<BankFileContent> {
  // The last line is found first: nothing is believed before the checksum holds.
  const start = bytes.lastIndexOf(10, bytes.length - 2) + 1;
  if (bytes.at(-1) !== 10 || start === 0) throw damaged();
  const end = parseLine(bytes.subarray(start, -1), parseEnd);
  const body = bytes.subarray(0, start);
  if (end.sha256 !== digest(body)) throw damaged();
  let count = -1;
  for (let from = 0; from < body.length; count++) {
    const to = body.indexOf(10, from);
    const line = body.subarray(from, to);
    from = to + 1;
    if (count >= 0) yield parseLine(line, parseContent);
    else if (fromUtf8(line) !== BANK_FILE_HEAD) throw damaged();
  }
  if (count !== end.count) throw damaged();
}

function parseLine<T>(line: Uint8Array, parse: (value: unknown) => T): T {
  try {
    return parse(JSON.parse(fromUtf8(line)));
  } catch (error) {
    if (error instanceof ShapeError || error instanceof SyntaxError || error instanceof TypeError)
      throw damaged();
    throw error;
  }
}

/** Whether these bytes claim to be a bank file. */
export function isBankFile(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, BANK_FILE_HEAD.length);
  return (
    head.length === BANK_FILE_HEAD.length && head.every((byte, i) => byte === BANK_FILE_HEAD.charCodeAt(i))
  );
}
