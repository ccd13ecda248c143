import { ModelError } from './chat-model.ts';

/** Connections that never reached the endpoint. */
const NOT_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/**
 * What a failed call means for the job and for its cost. Pure.
 *
 * Only what the endpoint refused before running it, or what never reached it, is certainly free: after a 5xx, a
 * timeout or a broken connection the answer may have been made and billed.
 *
 * @param now Milliseconds since 1970, for a `Retry-After` that is a date.
 */
export function modelError(error: unknown, model: string, now: number): ModelError {
  const status = field(error, 'status');
  const message = firstLine(error instanceof Error ? error.message : String(error));
  const about = `Model "${model}"`;
  if (typeof status !== 'number') {
    const code = causeCode(error);
    return new ModelError('model_unavailable', `${about} did not answer: ${code ?? message}`, {
      mayHaveCost: !(code && NOT_SENT.includes(code)),
      cause: error,
    });
  }
  if (status === 401 || status === 403 || field(error, 'code') === 'insufficient_quota') {
    return new ModelError('model_refused_key', `${about} refused the API key with status ${status}`, {
      mayHaveCost: false,
      cause: error,
    });
  }
  if (status === 404) {
    return new ModelError('model_not_found', `${about} is not known at this address (status 404)`, {
      mayHaveCost: false,
      cause: error,
    });
  }
  if (status === 429 || status === 408 || status === 409 || status >= 500) {
    return new ModelError('model_unavailable', `${about} answered ${status}`, {
      mayHaveCost: status !== 429,
      retryAfterS: retryAfter(error, now),
      cause: error,
    });
  }
  return new ModelError('model_bad_request', `${about} refused the request: ${message}`, {
    mayHaveCost: false,
    cause: error,
  });
}

function retryAfter(error: unknown, now: number): number | null {
  const headers = field(error, 'headers');
  const value = headers instanceof Headers ? headers.get('retry-after') : null;
  if (!value) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
}

/** The system's code of a failed connection, which fetch hides a few causes deep. */
function causeCode(error: unknown): string | undefined {
  for (let at: unknown = error, depth = 0; at && depth < 5; at = field(at, 'cause'), depth += 1) {
    const code = field(at, 'code');
    if (typeof code === 'string') return code;
  }
  return undefined;
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').slice(0, 300);
}
