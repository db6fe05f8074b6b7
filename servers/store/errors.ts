import { AmaanError } from '@amaan/base';

/** The database cannot be created, started, reached or brought up to date. The message says what to do. */
export class StoreError extends AmaanError {}
