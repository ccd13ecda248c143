import type { ErrorClass } from '../../../ports/outreach.ts';
import { classifyFailure, errorOf, type Failure, unknownError } from '../classify-failure.ts';
import type { ClassifiedError } from '../provider-error.ts';

/**
 * Tells what became of a write that did not clearly succeed. In doubt it may have been sent.
 *
 * Source: Unipile v1 error types, read 2026-11-22; the list is open ("new types without notice").
 */
export const classifyError = (failure: Failure): ClassifiedError =>
  classifyFailure(failure, ({ status, type }) =>
    classifyAnswer(status, type?.replace(/^errors\//, '') ?? null),
  );

/** Type of the provider's error -> class, with the only status at which the type is believed. */
const known: Readonly<Record<string, readonly [number, ErrorClass]>> = {
  ...all(400, 'permanent_action', [
    'invalid_parameters',
    'malformed_request',
    'missing_parameters',
    'too_many_characters',
    'invalid_url',
    'unescaped_characters',
    'content_too_large',
  ]),
  ...all(401, 'config', ['missing_credentials']),
  ...all(401, 'account_down', [
    'disconnected_account',
    'expired_credentials',
    'invalid_credentials',
    'wrong_account',
    'multiple_sessions',
    'insufficient_privileges',
    'disconnected_feature',
    'expired_link',
    'invalid_proxy_credentials',
  ]),
  ...all(401, 'checkpoint', ['checkpoint_error', 'invalid_checkpoint_solution']),
  ...all(403, 'restricted', ['account_restricted']),
  ...all(403, 'account_down', [
    'session_mismatch',
    'account_mismatch',
    'unknown_authentication_context',
    'action_required',
    'insufficient_permissions',
  ]),
  ...all(403, 'capability', ['feature_not_subscribed', 'subscription_required']),
  ...all(403, 'permanent_recipient', ['resource_access_restricted']),
  ...all(404, 'permanent_lead', ['resource_not_found', 'invalid_resource_identifier']),
  ...all(415, 'permanent_action', ['unsupported_media_type']),
  ...all(422, 'success_equivalent', ['already_connected']),
  ...all(422, 'verify', ['already_invited_recently', 'action_already_performed']),
  // "You have reached a temporary provider limit": a limit of the account. Read as "invitation pending" elsewhere, it
  // left leads marked as invited that never were.
  ...all(422, 'account_limit', [
    'cannot_resend_yet',
    'cannot_resend_within_24hrs',
    'limit_exceeded',
    'connection_limit_reached',
    'limit_too_high',
  ]),
  ...all(422, 'permanent_recipient', [
    'no_connection_with_recipient',
    'invalid_recipient',
    'blocked_recipient',
    'user_unreachable',
    'cannot_invite_attendee',
    'not_allowed_inmail',
    'cant_send_message',
  ]),
  ...all(422, 'capability', ['insufficient_credits', 'payment_error']),
  ...all(422, 'permanent_action', ['invalid_message', 'invalid_account', 'unprocessable_entity']),
  ...all(429, 'rate', ['too_many_requests']),
  ...all(501, 'capability', ['feature_not_implemented']),
};

function classifyAnswer(status: number, type: string | null): ClassifiedError {
  const code = type ?? `http_${status}`;
  const [expected, className] = (type !== null && Object.hasOwn(known, type) ? known[type] : undefined) ?? [];
  if (className && expected === status)
    return errorOf(className, code, `The provider answered ${status} ${code}`);
  if (status === 429) return errorOf('rate', code, `The provider answered 429 ${code}`);
  // A caller that is not let in has sent nothing; for the account it is as if it were disconnected.
  if (status === 401) return errorOf('account_down', code, `The provider answered 401 ${code}`);
  if (status === 501) return errorOf('capability', code, `The provider answered 501 ${code}`);
  return unknownError(
    code,
    `The provider answered ${status} ${code}`,
    status >= 500 || status === 408 ? 'server_error' : 'none',
  );
}

function all(
  status: number,
  className: ErrorClass,
  types: readonly string[],
): Record<string, readonly [number, ErrorClass]> {
  return Object.fromEntries(types.map((type) => [type, [status, className] as const]));
}
