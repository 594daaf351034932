import { t } from '../i18n';
import { ApiError } from './ApiError';

/** The message for a failed request without field errors. */
export function problemText(error: unknown): string {
  const texts = t.value.problems;
  if (!(error instanceof ApiError)) return texts.unknown;
  if (error.isQuota) return texts.quota;
  switch (error.status) {
    case 0:
      return texts.network;
    case 401:
      return texts.unauthorized;
    case 403:
      return error.isForeign ? (error.problem.detail ?? texts.forbidden) : texts.forbidden;
    case 404:
      return texts.notFound;
    case 409:
      return texts.conflict;
    case 412:
      return texts.stale;
    case 429:
    case 503:
      return texts.tooMany(error.retryAfter);
    case 507:
      return texts.full;
    default:
      return error.status >= 500
        ? texts.server
        : (error.problem.detail ?? error.problem.title ?? texts.unknown);
  }
}
