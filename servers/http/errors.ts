import { AmaanError, ShapeError } from '@amaan/base';

/** An error with the HTTP status that tells a client of it. */
export class HttpError extends AmaanError {
  readonly status: number;
  /** Seconds after which the same request may be answered, where that is known. */
  readonly retryAfter: number | undefined;

  constructor(status: number, code: string, message: string, retryAfter?: number) {
    super(code, message);
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

/** What a client gets for an error: a stable code and a sentence that says what to do; nothing about the user. */
export interface ErrorBody {
  readonly code: string;
  readonly message: string;
}

interface FastifyProblem extends Error {
  statusCode?: number;
  code?: string;
  validation?: { instancePath?: string; message?: string; params?: Record<string, unknown> }[];
}

/** Codes of Fastify's own refusals, in our words. */
const REFUSALS: Record<string, ErrorBody> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'too-large', message: 'The body is larger than this address accepts.' },
  FST_REQ_FILE_TOO_LARGE: { code: 'too-large', message: 'The file is larger than this address accepts.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'media-type',
    message: 'Send a content type that this address accepts.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: { code: 'shape', message: 'The body must be JSON.' },
  FST_ERR_CTP_INVALID_JSON_BODY: { code: 'shape', message: 'The body must be JSON.' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { code: 'shape', message: 'The content length does not fit the body.' },
};

/**
 * The status and body for anything thrown in a route. Unknown errors tell the client nothing but that it was our
 * fault: their messages may hold what a user sent.
 */
export function describeError(error: unknown): { status: number; body: ErrorBody } {
  if (error instanceof HttpError)
    return { status: error.status, body: { code: error.code, message: error.message } };
  if (error instanceof ShapeError) return { status: 400, body: { code: error.code, message: error.message } };
  if (error instanceof AmaanError) return { status: 422, body: { code: error.code, message: error.message } };
  const problem = error as FastifyProblem;
  if (problem.validation) {
    const first = problem.validation[0];
    const path = (first?.instancePath ?? '').slice(1).replaceAll('/', '.');
    return {
      status: 400,
      body: { code: 'shape', message: `${path || 'The input'} does not have the documented form.` },
    };
  }
  const known = problem.code === undefined ? undefined : REFUSALS[problem.code];
  const status = problem.statusCode ?? 500;
  if (known) return { status, body: known };
  if (status >= 400 && status < 500)
    return { status, body: { code: 'refused', message: 'This request is not accepted.' } };
  return {
    status: 500,
    body: { code: 'internal', message: 'Something went wrong on our side. Nothing was lost; try again.' },
  };
}
