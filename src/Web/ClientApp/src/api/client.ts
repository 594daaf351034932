import { ApiError } from './ApiError';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type RequestOptions = {
  body?: unknown;
  /** JSON as it is to cross the wire, in place of a body. */
  json?: string;
  query?: Record<string, string | number | boolean | null | undefined>;
  /** An ETag: the write is refused with 412 when the resource has moved on. */
  ifMatch?: string | null;
  /** The answer's body as it came, for JSON that is to be read in another way. */
  asText?: boolean;
  signal?: AbortSignal;
  /** Lets the request outlive the page, for a save on leaving. */
  keepalive?: boolean;
};

export type Answer<T> = {
  data: T;
  status: number;
  etag: string | null;
  location: string | null;
  date: string | null;
};

type UnauthorizedListener = () => void;
const unauthorizedListeners = new Set<UnauthorizedListener>();

/** Called when a request that needed a session found none, for example because it ran out. */
export function onUnauthorized(listener: UnauthorizedListener): () => void {
  unauthorizedListeners.add(listener);
  return () => unauthorizedListeners.delete(listener);
}

export function reportUnauthorized(): void {
  for (const listener of unauthorizedListeners) listener();
}

/**
 * One request to the API, with the session's cookie. Throws {@link ApiError} for every answer that is
 * not a success and for a server that cannot be reached; an abort throws the DOM's AbortError.
 */
export async function send<T>(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<Answer<T>> {
  const headers = new Headers({ Accept: 'application/json, application/problem+json' });
  const body = options.json ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (options.ifMatch) headers.set('If-Match', options.ifMatch);
  // Another site cannot add a header without a preflight that the server refuses.
  if (method !== 'GET') headers.set('X-Requested-With', 'dots');

  const init: RequestInit = { method, headers, credentials: 'same-origin' };
  if (body !== undefined) init.body = body;
  if (options.signal) init.signal = options.signal;
  if (options.keepalive) init.keepalive = true;

  let response: Response;
  try {
    response = await fetch(withQuery(path, options.query), init);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError(0, { title: 'The server could not be reached.' });
  }

  if (!response.ok) {
    if (response.status === 401 && !path.startsWith('/api/auth/')) {
      reportUnauthorized();
    }
    throw await ApiError.from(response);
  }
  return {
    data: (options.asText ? await response.text() : await readBody(response)) as T,
    status: response.status,
    etag: response.headers.get('ETag'),
    location: response.headers.get('Location'),
    date: response.headers.get('Date'),
  };
}

async function readBody(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

function withQuery(path: string, query: RequestOptions['query']): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== null && value !== '') parameters.set(name, String(value));
  }
  const encoded = parameters.toString();
  return encoded === '' ? path : `${path}?${encoded}`;
}
