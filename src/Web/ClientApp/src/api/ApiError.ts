/** RFC 9457, with the members that the server adds. */
export type Problem = {
  type?: string;
  title?: string;
  status?: number;
  detail?: string;
  /** What is wrong, by the field's name as it was sent. */
  errors?: Record<string, string[]>;
  [extension: string]: unknown;
};

/** A request that the server refused, or (status 0) that never reached it. */
export class ApiError extends Error {
  readonly status: number;
  readonly problem: Problem;
  /** Seconds to wait, where the server named them. */
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
        // A proxy may answer with half a body: the status alone has to do.
      }
    }
    const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
    return new ApiError(response.status, problem, Number.isFinite(seconds) ? seconds : null);
  }

  get isNetwork(): boolean {
    return this.status === 0;
  }

  /** The first message for each field; names are compared without case, as serialisers differ. */
  field(name: string): string | undefined {
    const wanted = name.toLowerCase();
    for (const [key, messages] of Object.entries(this.problem.errors ?? {})) {
      if (key.toLowerCase() === wanted) return messages[0];
    }
    return undefined;
  }
}
