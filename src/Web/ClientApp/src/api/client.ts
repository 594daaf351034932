import { ApiError } from './ApiError';
import { revisionIn, tagOf } from './entityTags';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export type RequestOptions = {
  body?: unknown;
  /** Serialised JSON, instead of `body`. */
  json?: string;
  query?: Record<string, string | number | boolean | null | undefined>;
  /** The revision that the write changes: it fails with 412 if the resource has another one. `*` is any revision. */
  ifMatch?: number | string;
  /** `*` creates the resource, and fails with 412 if it exists. */
  ifNoneMatch?: '*';
  /** Returns the response body as text, for callers with a JSON parser of their own. */
  asText?: boolean;
  signal?: AbortSignal;
  /** Lets the request outlive the page, for saving on `pagehide`. */
  keepalive?: boolean;
};

export type ApiResponse<T> = {
  data: T;
  status: number;
  /** The revision in the entity tag; null if there is none. */
  revision: number | null;
  location: string | null;
  date: string | null;
};

/**
 * How long a request may take, in milliseconds. On a frozen connection it would otherwise stay pending for as long as
 * the operating system retransmits, and occupy one of the browser's few connections.
 */
const timeout = 60_000;

type UnauthorizedListener = () => void;
const unauthorizedListeners = new Set<UnauthorizedListener>();

/** Calls the listener on a 401, for example when the session has expired. @returns A function to unsubscribe. */
export function onUnauthorized(listener: UnauthorizedListener): () => void {
  unauthorizedListeners.add(listener);
  return () => unauthorizedListeners.delete(listener);
}

export function reportUnauthorized(): void {
  for (const listener of unauthorizedListeners) listener();
}

/**
 * Sends a request to the API with the session cookie.
 *
 * @throws ApiError for an error response and for a network error.
 * @throws DOMException named AbortError if aborted.
 */
export async function send<T>(
  method: Method,
  path: string,
  options: RequestOptions = {},
): Promise<ApiResponse<T>> {
  const headers = new Headers({ Accept: 'application/json, application/problem+json' });
  const body = options.json ?? (options.body === undefined ? undefined : JSON.stringify(options.body));
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  if (options.ifMatch !== undefined) headers.set('If-Match', tagOf(options.ifMatch));
  if (options.ifNoneMatch !== undefined) headers.set('If-None-Match', options.ifNoneMatch);
  // CSRF protection: a custom header from another origin needs a preflight, which the server rejects.
  if (method !== 'GET') headers.set('X-Requested-With', 'dots');

  const abort = new AbortController();
  const onAbort = () => abort.abort(options.signal?.reason);
  if (options.signal?.aborted) onAbort();
  options.signal?.addEventListener('abort', onAbort);
  const timer = setTimeout(() => abort.abort(), timeout);

  const init: RequestInit = { method, headers, credentials: 'same-origin', signal: abort.signal };
  if (body !== undefined) init.body = body;
  if (options.keepalive) init.keepalive = true;
  try {
    return await receive<T>(await fetch(withQuery(path, options.query), init), path, options);
  } catch (error) {
    if (error instanceof ApiError || options.signal?.aborted) throw error;
    throw new ApiError(0, { title: 'The server could not be reached.' });
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
  }
}

async function receive<T>(
  response: Response,
  path: string,
  options: RequestOptions,
): Promise<ApiResponse<T>> {
  if (!response.ok) {
    if (response.status === 401 && !path.startsWith('/api/auth/')) {
      reportUnauthorized();
    }
    throw await ApiError.from(response);
  }
  return {
    data: (options.asText ? await response.text() : await readBody(response)) as T,
    status: response.status,
    revision: revisionIn(response.headers.get('ETag')),
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
