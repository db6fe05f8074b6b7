import { HttpError } from '@amaan/http';

/** A refusal whose text is part of the protocol: clients read it. */
export function refuse(status: number, message: string): HttpError {
  return new HttpError(status, 'hma', message);
}
