import { AmaanError } from '@amaan/base';

/** Why a receipt, PIN, seal, directory or ledger was refused; `code` says which. */
export class CustodyError extends AmaanError {}

/** The typed receipt or PIN cannot be right: a slip of the finger, before anything is sent. */
export class ReceiptError extends CustodyError {}

/** A sealed file cannot be opened with this key, or is not whole. Nothing of its content is given out. */
export class SealError extends CustodyError {}

/** The staff directory is not to be trusted: nothing may be sealed to the keys in it. */
export class DirectoryError extends CustodyError {}

/** A chain of events does not hold; `seq` is the first place where it breaks. */
export class LedgerError extends CustodyError {
  readonly seq: number;

  constructor(code: string, seq: number, message: string, options?: ErrorOptions) {
    super(code, message, options);
    this.seq = seq;
  }
}
