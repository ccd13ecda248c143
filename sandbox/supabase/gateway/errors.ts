/** An answer that is not the function's, in PostgREST's wire shape. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: string | null;
  readonly hint: string | null;

  constructor(
    status: number,
    code: string,
    message: string,
    more: { details?: string | null; hint?: string | null } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = more.details ?? null;
    this.hint = more.hint ?? null;
  }
}

/** What Postgres sends with an error. */
interface SqlError {
  code: string;
  message: string;
  detail?: string | undefined;
  hint?: string | undefined;
}

/** @param authenticated False for a caller that showed no token: it is told to show one. */
export function refusalOf(error: SqlError, authenticated: boolean): Refusal {
  return new Refusal(httpStatus(error, authenticated), error.code, error.message, {
    details: error.detail ?? null,
    hint: error.hint ?? null,
  });
}

/**
 * PostgREST's table from SQLSTATE to HTTP status.
 *
 * Source: https://docs.postgrest.org/en/stable/references/errors.html, read 2026-11-22.
 */
function httpStatus({ code, message }: SqlError, authenticated: boolean): number {
  const own = /^PT([1-5]\d\d)$/.exec(code);
  if (own) return Number(own[1]);
  if (code === '42501') return authenticated ? 403 : 401;
  if (code === '22023') return /^role .* does not exist$/.test(message) ? 401 : 400;
  return statusOfCode[code] ?? statusOfClass[code.slice(0, 2)] ?? 400;
}

const statusOfCode: Record<string, number> = {
  '21000': 500,
  '23503': 409,
  '23505': 409,
  '25006': 405,
  '42883': 404,
  '42P01': 404,
  '42P17': 500,
  '53400': 500,
  '57P01': 503,
  P0001: 400,
};

const statusOfClass: Record<string, number> = {
  '08': 503,
  '09': 500,
  '0L': 403,
  '0P': 403,
  '25': 500,
  '28': 403,
  '2D': 500,
  '38': 500,
  '39': 500,
  '3B': 500,
  '40': 500,
  '53': 503,
  '54': 500,
  '55': 500,
  '57': 500,
  '58': 500,
  F0: 500,
  HV: 500,
  P0: 500,
  PT: 500,
  XX: 500,
};
