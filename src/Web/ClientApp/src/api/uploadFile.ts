import { ApiError, type Problem } from './ApiError';
import { reportUnauthorized } from './client';

export type UploadOptions = { signal: AbortSignal; onProgress(sentBytes: number): void };

/**
 * Uploads a file as a request body, with XMLHttpRequest because fetch does not report upload progress. Throws the same
 * errors as `send`.
 */
export function uploadFile(url: string, file: File, { signal, onProgress }: UploadOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    request.setRequestHeader('Accept', 'application/json, application/problem+json');
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    request.setRequestHeader('X-Requested-With', 'dots');
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) return resolve();
      if (request.status === 401) reportUnauthorized();
      reject(new ApiError(request.status, problemOf(request.responseText)));
    };
    request.onerror = () => reject(new ApiError(0, { title: 'The server could not be reached.' }));
    request.onabort = () => reject(new DOMException('The upload was cancelled.', 'AbortError'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function problemOf(body: string): Problem {
  try {
    const problem: unknown = JSON.parse(body);
    return typeof problem === 'object' && problem !== null ? (problem as Problem) : {};
  } catch {
    return {};
  }
}
