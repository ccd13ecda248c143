import { PrivateAddress } from '../../platform/web/guarded-connect.ts';
import { JobFailure } from '../runner/job-failure.ts';

/** The system's own words for a connection that did not come about. */
const REASONS: Record<string, string> = {
  ENOTFOUND: 'unknown_name',
  EAI_AGAIN: 'unknown_name',
  ECONNREFUSED: 'refused',
  ECONNRESET: 'broken_off',
  UND_ERR_SOCKET: 'broken_off',
  EHOSTUNREACH: 'no_way',
  ENETUNREACH: 'no_way',
  ETIMEDOUT: 'no_answer',
  UND_ERR_CONNECT_TIMEOUT: 'no_answer',
};

/** What a failed fetch means for the person who gave the address. Pure. */
export function fetchError(error: unknown, url: URL): JobFailure {
  const causes = causesOf(error);
  const ours = causes.find((cause) => cause instanceof JobFailure);
  if (ours) return ours;
  const inside = causes.find((cause) => cause instanceof PrivateAddress);
  if (inside) {
    return new JobFailure('private_address', inside.message, { params: { host: inside.host }, cause: error });
  }
  const codes = causes.map((cause) => String((cause as { code?: unknown }).code ?? ''));
  const known = codes.find((code) => REASONS[code] !== undefined);
  const isTls = codes.some((code) => /CERT|TLS|SSL|ALTNAME/.test(code));
  const reason = isTls ? 'certificate' : known ? REASONS[known] : 'broken_off';
  const last = causes.at(-1);
  return new JobFailure(
    'not_reachable',
    `Cannot read ${url.href}: ${last instanceof Error ? last.message : String(error)}`,
    { params: { url: url.href, host: url.host, reason }, cause: error },
  );
}

export function tookTooLong(url: URL, timeoutMs: number): JobFailure {
  return new JobFailure('timeout', `Cannot read ${url.href} within ${timeoutMs} ms`, {
    params: { url: url.href, host: url.host, seconds: Math.round(timeoutMs / 1000) },
  });
}

/** Fetch hides what happened some causes deep, and a failed connection to several addresses in `errors`. */
function causesOf(error: unknown): unknown[] {
  const found: unknown[] = [];
  let level: unknown[] = [error];
  for (let depth = 0; depth < 5 && level.length > 0; depth += 1) {
    found.push(...level);
    level = level.flatMap((at) => {
      const { cause, errors } = (at ?? {}) as { cause?: unknown; errors?: unknown[] };
      return [...(cause ? [cause] : []), ...(errors ?? [])].filter((e) => typeof e === 'object');
    });
  }
  return found;
}
