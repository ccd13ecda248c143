import { type ProviderError, titleOf } from '../provider-error.ts';
import type { Json } from '../shapes.ts';

/**
 * What V2 makes of v1's types. It has fewer: what LinkedIn refuses for a reason of its own is one and the same, as no page
 * says otherwise, and only the detail may tell more.
 */
const inV2: Record<string, [number, string]> = {
  missing_credentials: [401, 'api/missing_authorization'],
  ...all([401, 'provider/invalid_authorization'], 'disconnected_account checkpoint_error'),
  account_restricted: [403, 'api/account_restricted'],
  no_client_session: [500, 'provider/server_error'],
  resource_not_found: [404, 'api/resource_not_found'],
  invalid_resource_identifier: [404, 'provider/resource_not_found'],
  ...all([400, 'api/invalid_parameters'], 'invalid_parameters missing_parameters malformed_request'),
  ...all([400, 'api/invalid_parameters'], 'too_many_characters unsupported_media_type account_mismatch'),
  ...all([422, 'provider/unprocessable_entity'], 'already_connected already_invited_recently'),
  ...all([422, 'provider/unprocessable_entity'], 'cannot_resend_yet limit_exceeded cannot_invite_attendee'),
  ...all([422, 'provider/unprocessable_entity'], 'no_connection_with_recipient invalid_recipient'),
  ...all([422, 'provider/unprocessable_entity'], 'insufficient_credits'),
  too_many_requests: [429, 'provider/too_many_requests'],
  ...all([500, 'provider/server_error'], 'provider_error unexpected_error'),
  feature_not_implemented: [501, 'api/not_implemented'],
  request_timeout: [504, 'provider/timeout'],
};

export function presentError(error: ProviderError): { status: number; body: Json } {
  const [status, type] = inV2[error.type] ?? [error.status, error.type];
  const body = {
    object: 'Error',
    type,
    status,
    title: titleOf(type),
    detail: error.detail ?? '',
    req_id: 'req_sandbox',
  };
  return { status, body };
}

function all(to: [number, string], names: string): Record<string, [number, string]> {
  return Object.fromEntries(names.split(' ').map((name) => [name, to]));
}
