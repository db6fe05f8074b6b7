import { AmaanError } from '@amaan/base';

/** What an exchange or its client can refuse, as codes that go over the wire. */
export type ExchangeErrorCode =
  | 'badQuery'
  | 'badToken'
  | 'badSubmission'
  | 'badPage'
  | 'badSignature'
  | 'tokenMissing'
  | 'tokenRepeated'
  | 'notAdult';

/** A refusal by the exchange's own rules. The message says what to do and never holds a hash or a key. */
export class ExchangeError extends AmaanError {
  constructor(code: ExchangeErrorCode, message: string) {
    super(code, message);
  }
}
