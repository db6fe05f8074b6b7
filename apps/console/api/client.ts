import { AmaanError } from '@amaan/base';

/** A refusal of the server, with its code and sentence; `status` 0: it did not answer. */
export class ApiError extends AmaanError {
  readonly status: number;

  constructor(status: number, code: string, message: string) {
    super(code, message);
    this.status = status;
  }
}

/** The day by this device's clock, `YYYY-MM-DD`: time at the screen is counted by it. */
function localDay(now: Date): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Calls one API. The token stands in this object alone, never in a cookie or in storage. */
export class Api {
  readonly #token: string | undefined;
  readonly #ended: () => void;

  /** @param ended called when the server says that the session is over */
  constructor(token?: string, ended: () => void = () => {}) {
    this.#token = token;
    this.#ended = ended;
  }

  /** @throws ApiError */
  async get<T>(path: string): Promise<T> {
    return (await this.#send('GET', path)).json() as Promise<T>;
  }

  /** @throws ApiError */
  async post<T>(path: string, body?: object): Promise<T> {
    return (await this.#send('POST', path, body)).json() as Promise<T>;
  }

  /** @throws ApiError */
  async put<T>(path: string, body: object): Promise<T> {
    return (await this.#send('PUT', path, body)).json() as Promise<T>;
  }

  /** @throws ApiError */
  async delete<T>(path: string): Promise<T> {
    return (await this.#send('DELETE', path)).json() as Promise<T>;
  }

  /** Bytes of a held upload. @throws ApiError */
  async bytes(method: 'GET' | 'POST', path: string, body?: object): Promise<Blob> {
    return (await this.#send(method, path, body)).blob();
  }

  async #send(method: string, path: string, body?: object): Promise<Response> {
    const headers: Record<string, string> = {};
    if (this.#token) {
      headers['authorization'] = `Bearer ${this.#token}`;
      headers['amaan-day'] = localDay(new Date());
    }
    if (body) headers['content-type'] = 'application/json';
    let answer: Response;
    try {
      answer = await fetch(path, {
        method,
        headers,
        ...(body ? { body: JSON.stringify(body) } : {}),
        cache: 'no-store',
        credentials: 'omit',
        redirect: 'error',
      });
    } catch {
      throw new ApiError(0, 'network', 'The server did not answer.');
    }
    if (answer.ok) return answer;
    const { code = 'unknown', message = '' } = (await answer.json().catch(() => ({}))) as {
      code?: string;
      message?: string;
    };
    if (answer.status === 401 && this.#token) this.#ended();
    throw new ApiError(answer.status, code, message);
  }
}
