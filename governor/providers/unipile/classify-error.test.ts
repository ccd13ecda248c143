import { describe, expect, it } from 'vitest';
import { classifyError } from './classify-error.ts';

const answer = (status: number, type: string | null) =>
  classifyError({ kind: 'answer', status, type: type === null ? null : `errors/${type}` });

// Each row of facts: status, types, class, what is recorded, what it says about the account.
const table: [number, string, string, string, string][] = [
  [
    400,
    'invalid_parameters malformed_request missing_parameters too_many_characters',
    'permanent_action',
    'failed',
    'none',
  ],
  [400, 'invalid_url unescaped_characters content_too_large', 'permanent_action', 'failed', 'none'],
  [401, 'missing_credentials', 'config', 'not_sent', 'config'],
  [
    401,
    'disconnected_account expired_credentials invalid_credentials wrong_account',
    'account_down',
    'not_sent',
    'account_down',
  ],
  [
    401,
    'multiple_sessions insufficient_privileges disconnected_feature expired_link',
    'account_down',
    'not_sent',
    'account_down',
  ],
  [401, 'invalid_proxy_credentials', 'account_down', 'not_sent', 'account_down'],
  [401, 'checkpoint_error invalid_checkpoint_solution', 'checkpoint', 'not_sent', 'checkpoint'],
  [403, 'account_restricted', 'restricted', 'not_sent', 'restricted'],
  [
    403,
    'session_mismatch account_mismatch unknown_authentication_context',
    'account_down',
    'not_sent',
    'account_down',
  ],
  [403, 'action_required insufficient_permissions', 'account_down', 'not_sent', 'account_down'],
  [403, 'feature_not_subscribed subscription_required', 'capability', 'failed', 'none'],
  [403, 'resource_access_restricted', 'permanent_recipient', 'failed', 'none'],
  [404, 'resource_not_found invalid_resource_identifier', 'permanent_lead', 'failed', 'not_found'],
  [415, 'unsupported_media_type', 'permanent_action', 'failed', 'none'],
  [422, 'already_connected', 'success_equivalent', 'already', 'none'],
  [422, 'already_invited_recently action_already_performed', 'verify', 'unknown', 'none'],
  [422, 'cannot_resend_yet cannot_resend_within_24hrs limit_exceeded', 'account_limit', 'not_sent', 'limit'],
  [422, 'connection_limit_reached limit_too_high', 'account_limit', 'not_sent', 'limit'],
  [
    422,
    'no_connection_with_recipient invalid_recipient blocked_recipient',
    'permanent_recipient',
    'failed',
    'none',
  ],
  [
    422,
    'user_unreachable cannot_invite_attendee not_allowed_inmail cant_send_message',
    'permanent_recipient',
    'failed',
    'none',
  ],
  [422, 'insufficient_credits payment_error', 'capability', 'failed', 'none'],
  [422, 'invalid_message invalid_account unprocessable_entity', 'permanent_action', 'failed', 'none'],
  [422, 'provider_unreachable realtime_client_not_initialized', 'unknown', 'unknown', 'none'],
  [429, 'too_many_requests', 'rate', 'not_sent', 'rate'],
  [500, 'unexpected_error provider_error authentication_intent_error', 'unknown', 'unknown', 'server_error'],
  [501, 'feature_not_implemented', 'capability', 'failed', 'none'],
  [502, 'bad_gateway', 'unknown', 'unknown', 'server_error'],
  [
    503,
    'no_client_session no_channel no_handler network_down service_unavailable',
    'unknown',
    'unknown',
    'server_error',
  ],
  [504, 'request_timeout', 'unknown', 'unknown', 'server_error'],
  [408, 'request_timeout', 'unknown', 'unknown', 'server_error'],
];
const rows = table.flatMap(([status, types, ...rest]) =>
  types.split(' ').map((type) => [status, type, ...rest] as const),
);

describe('classifyError()', () => {
  it.each(rows)('%i %s is %s: %s, signal %s', (status, type, className, result, signal) => {
    expect(answer(status, type)).toMatchObject({ class: className, code: type, result, signal });
  });

  it.each([
    [500, null],
    [503, 'something_new'],
    [599, null],
    [422, 'something_new'],
    [404, null],
    [418, 'teapot'],
    [422, 'constructor'],
    [302, null],
  ])('%i %s is new to us: it may have been sent', (status, type) => {
    expect(answer(status, type)).toMatchObject({ class: 'unknown', result: 'unknown' });
  });

  it('believes a type only at its own status: a proxy may put anything into a 502', () => {
    expect(answer(502, 'already_connected')).toMatchObject({ result: 'unknown', signal: 'server_error' });
  });

  it('takes 401 and 429 without a known type for what they are', () => {
    expect(answer(401, 'something_new')).toMatchObject({ result: 'not_sent', signal: 'account_down' });
    expect(answer(429, null)).toMatchObject({ result: 'not_sent', signal: 'rate' });
  });

  it.each(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT', 'CERT_HAS_EXPIRED'])(
    '%s comes before the request: certainly not sent',
    (code) =>
      expect(classifyError({ kind: 'network', code })).toMatchObject({ result: 'not_sent', signal: 'none' }),
  );

  it.each(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'ETIMEDOUT', 'fetch_failed'])(
    '%s may come after the request: unknown',
    (code) => expect(classifyError({ kind: 'network', code })).toMatchObject({ result: 'unknown' }),
  );

  it('an answer in time that proves nothing, and no answer in time, are unknown', () => {
    expect(classifyError({ kind: 'no_proof' })).toMatchObject({ result: 'unknown', code: 'no_proof' });
    expect(classifyError({ kind: 'timeout' })).toMatchObject({ result: 'unknown', signal: 'server_error' });
  });
});
