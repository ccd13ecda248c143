import type { ErrorClass } from '../../../ports/outreach.ts';
import { classifyFailure, errorOf, type Failure, unknownError } from '../classify-failure.ts';
import type { ClassifiedError } from '../provider-error.ts';

/**
 * Tells what became of a call to V2 that did not clearly succeed. In doubt it may have been sent.
 *
 * The first half of a type says who threw it: `api` is Unipile, `provider` LinkedIn. V2 has no types for LinkedIn's own
 * refusals (already connected, already invited, a limit): they come as `verify`, and the profile tells.
 * Source: Unipile's V2 error page and SDK, read 2026-11-29; docs/unipile.md says what they leave open.
 */
export const classifyError = (failure: Failure): ClassifiedError =>
  classifyFailure(failure, ({ status, type, detail }) => classifyAnswer(status, type, detail ?? ''));

/** Type -> class, with the only statuses at which the type is believed. */
const known: Readonly<Record<string, readonly [readonly number[], ErrorClass]>> = {
  'api/invalid_parameters': [[400], 'permanent_action'],
  'provider/invalid_parameters': [[400], 'permanent_action'],
  // The key: it is missing, over its date, may not do this, or is of a subscription that has ended.
  'api/invalid_auth_format': [[400, 401], 'config'],
  'api/missing_authorization': [[401, 403], 'config'],
  'api/expired_authorization': [[401, 403], 'config'],
  'api/insufficient_permissions': [[401, 403], 'config'],
  'api/inactive_subscription': [[401, 402, 403], 'config'],
  // The account's session at LinkedIn.
  'provider/invalid_authorization': [[401], 'account_down'],
  'provider/invalid_credentials': [[401], 'account_down'],
  'provider/unknown_authentication_context': [[401, 403], 'account_down'],
  'provider/account_mismatch': [[401, 403], 'account_down'],
  'api/gone': [[410], 'account_down'],
  'provider/invalid_checkpoint_code': [[401, 403], 'checkpoint'],
  // Unipile throws it; that LinkedIn restricted the account is the worst that it can mean.
  'api/account_restricted': [[403], 'restricted'],
  // "This profile can't be accessed."
  'provider/insufficient_permissions': [[403], 'permanent_recipient'],
  'provider/resource_not_found': [[404], 'permanent_lead'],
  'provider/method_not_allowed': [[405], 'capability'],
  'provider/unprocessable_entity': [[422], 'verify'],
  'provider/conflict': [[409], 'verify'],
  'api/conflict': [[409], 'verify'],
  'api/already_exists': [[409], 'verify'],
  'api/too_many_requests': [[429], 'rate'],
  'provider/too_many_requests': [[429], 'rate'],
  'api/not_implemented': [[501], 'capability'],
};

function classifyAnswer(status: number, type: string | null, detail: string): ClassifiedError {
  const code = type ?? `http_${status}`;
  const message = `The provider answered ${status} ${code}`;
  const [statuses, className] = (type !== null && Object.hasOwn(known, type) ? known[type] : undefined) ?? [];
  if (className && statuses?.includes(status)) {
    // LinkedIn's limits have no type either. A detail that speaks of one can only make the account rest.
    return className === 'verify' && /\blimit/i.test(detail)
      ? errorOf('account_limit', code, message)
      : errorOf(className, code, message);
  }
  if (status === 429) return errorOf('rate', code, message);
  // A caller that is not let in has sent nothing: our key, if Unipile says so itself, else the account.
  if (status === 401) return errorOf(type?.startsWith('api/') ? 'config' : 'account_down', code, message);
  if (status === 501) return errorOf('capability', code, message);
  return unknownError(code, message, status >= 500 || status === 408 ? 'server_error' : 'none');
}
