import { AmaanError } from '@amaan/base';

/** Something asked of a bank or an index cannot be done; `code` says which rule stands against it. */
export class BankError extends AmaanError {}

/** @throws BankError when `radius` is not a whole number from 0 to `max` bits */
export function checkRadius(radius: number, max: number): void {
  if (!Number.isInteger(radius) || radius < 0 || radius > max)
    throw new BankError('bank-radius', `Give a radius that is a whole number from 0 to ${max}.`);
}
