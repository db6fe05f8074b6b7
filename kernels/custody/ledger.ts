import { fromHex } from '@amaan/base';
import { ed25519 } from '@noble/curves/ed25519.js';
import { LedgerError } from './errors.ts';
import {
  type CaseEvent,
  type ChainHead,
  chainStart,
  eventDigest,
  parseCaseEvent,
  signatureOf,
  signedBytes,
} from './event.ts';

/** Where a chain stands after an event. */
export function headOf(event: CaseEvent): ChainHead {
  return { seq: event.seq, digest: eventDigest(event) };
}

/**
 * Checks a case's whole chain: shapes, order, links and signatures, and that it still holds the head someone saw.
 *
 * @param caseId 16 bytes, hex
 * @param ledgerKey the ledger's Ed25519 public key, hex
 * @param seen a head that was seen before: the chain must reach it and pass through it (a cut tail, a fork)
 * @returns the chain's head, or nothing for an empty chain
 * @throws LedgerError `ledger.shape`, `ledger.order`, `ledger.link`, `ledger.signature`, `ledger.cut`, `ledger.fork`
 */
export function verifyLedger(
  caseId: string,
  values: readonly unknown[],
  ledgerKey: string,
  seen?: ChainHead,
): ChainHead | undefined {
  const steps = checkSteps(caseId, values, ledgerKey, seen);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * `verifyLedger` that lets a page live: a long ledger takes seconds.
 *
 * @param pause awaited after every event; it need not always wait
 */
export async function verifyLedgerPaced(
  caseId: string,
  values: readonly unknown[],
  ledgerKey: string,
  seen: ChainHead | undefined,
  pause: () => Promise<void>,
): Promise<ChainHead | undefined> {
  const steps = checkSteps(caseId, values, ledgerKey, seen);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await pause();
  }
}

/** Checks one event after the other. @returns the chain's head */
function* checkSteps(
  caseId: string,
  values: readonly unknown[],
  ledgerKey: string,
  seen: ChainHead | undefined,
): Generator<undefined, ChainHead | undefined> {
  let head: ChainHead | undefined;
  let prev = chainStart(caseId);
  const key = fromHex(ledgerKey);
  for (const [seq, value] of values.entries()) {
    const event = parseAt(value, seq);
    if (event.seq !== seq)
      throw new LedgerError('ledger.order', seq, `Event ${seq} is missing or out of order.`);
    if (event.prev !== prev)
      throw new LedgerError('ledger.link', seq, `Event ${seq} does not follow from the one before it.`);
    if (!ed25519.verify(signatureOf(event), signedBytes(event), key))
      throw new LedgerError('ledger.signature', seq, `Event ${seq} is not what the ledger signed.`);
    head = headOf(event);
    prev = head.digest;
    if (seen && seen.seq === seq && seen.digest !== prev)
      throw new LedgerError('ledger.fork', seq, `Event ${seq} is another one than was seen before.`);
    yield undefined;
  }
  if (seen && (head?.seq ?? -1) < seen.seq)
    throw new LedgerError(
      'ledger.cut',
      values.length,
      'The ledger ends before the place that was seen before.',
    );
  return head;
}

function parseAt(value: unknown, seq: number): CaseEvent {
  try {
    return parseCaseEvent(value);
  } catch (cause) {
    throw new LedgerError('ledger.shape', seq, `Event ${seq} does not have the form of its type.`, { cause });
  }
}
