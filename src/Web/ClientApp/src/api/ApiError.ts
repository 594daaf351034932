/** Problem details (RFC 9457), with the server's extension members. */
export type Problem = {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  /** Validation errors by field name. */
  errors?: Record<string, string[]>;
  [extension: string]: unknown;
};

/** An error response, or (status 0) a request that did not reach the server. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem;
  /** From the Retry-After header, in seconds. */
  readonly retryAfter: number | null;

  constructor(status: number, problem: Problem, retryAfter: number | null = null) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.name = 'ApiError';
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  static async from(response: Response): Promise<ApiError> {
    let problem: Problem = { status: response.status };
    if (response.headers.get('Content-Type')?.includes('json')) {
      try {
        const body: unknown = await response.json();
        if (typeof body === 'object' && body !== null) problem = body as Problem;
      } catch {
        // A proxy may truncate the body. The status is enough.
      }
    }
    const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
    return new ApiError(response.status, problem, Number.isFinite(seconds) ? seconds : null);
  }

  get isNetwork(): boolean {
    return this.status === 0;
  }

  /** Whether it is an answer of the API, and not of a proxy that cannot reach it. */
  get isAnswer(): boolean {
    return this.status > 0 && this.status < 500;
  }

  /** Whether the user stores as much as one user may; `setting` then names the limit. */
  get isQuota(): boolean {
    return this.status === 409 && this.problem.setting !== undefined;
  }

  /** Whether the server takes this page for another site's; `setting` then names what its operator has to correct. */
  get isForeign(): boolean {
    return this.status === 403 && this.problem.setting !== undefined;
  }

  /** The first error of a field. Names are case-insensitive, because serialisers differ. */
  field(name: string): string | undefined {
    const wanted = name.toLowerCase();
    for (const [key, messages] of Object.entries(this.problem.errors ?? {})) {
      if (key.toLowerCase() === wanted) return messages[0];
    }
    return undefined;
  }
}
