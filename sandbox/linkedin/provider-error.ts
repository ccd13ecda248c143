/** HTTP status of each `errors/<type>` of Unipile v1 that the simulator can answer. The real list is open. */
const statuses: Record<string, number> = {
  ...all(400, 'invalid_parameters malformed_request missing_parameters too_many_characters invalid_url'),
  ...all(400, 'unescaped_characters content_too_large'),
  ...all(
    401,
    'missing_credentials disconnected_account expired_credentials invalid_credentials wrong_account',
  ),
  ...all(401, 'multiple_sessions insufficient_privileges disconnected_feature expired_link'),
  ...all(401, 'invalid_proxy_credentials checkpoint_error invalid_checkpoint_solution'),
  ...all(403, 'account_restricted session_mismatch account_mismatch unknown_authentication_context'),
  ...all(403, 'action_required insufficient_permissions feature_not_subscribed subscription_required'),
  ...all(403, 'resource_access_restricted'),
  ...all(404, 'resource_not_found invalid_resource_identifier'),
  ...all(415, 'unsupported_media_type'),
  ...all(422, 'already_connected already_invited_recently action_already_performed cannot_resend_yet'),
  ...all(422, 'cannot_resend_within_24hrs limit_exceeded connection_limit_reached limit_too_high'),
  ...all(422, 'no_connection_with_recipient invalid_recipient blocked_recipient user_unreachable'),
  ...all(
    422,
    'cannot_invite_attendee not_allowed_inmail cant_send_message insufficient_credits payment_error',
  ),
  ...all(422, 'invalid_message invalid_account unprocessable_entity provider_unreachable'),
  ...all(422, 'realtime_client_not_initialized'),
  ...all(429, 'too_many_requests'),
  ...all(500, 'unexpected_error provider_error authentication_intent_error'),
  ...all(501, 'feature_not_implemented'),
  ...all(502, 'bad_gateway'),
  ...all(503, 'no_client_session no_channel no_handler network_down service_unavailable'),
  ...all(504, 'request_timeout'),
};

/** Types of V2, which name who threw it. Where no page tells the status, it is a likely one. */
const statusesV2: Record<string, number> = {
  ...all(
    400,
    'api/invalid_parameters provider/invalid_parameters api/invalid_auth_format provider/invalid_file',
  ),
  ...all(401, 'provider/invalid_authorization provider/invalid_credentials provider/account_mismatch'),
  ...all(401, 'provider/unknown_authentication_context provider/invalid_checkpoint_code'),
  ...all(401, 'api/missing_authorization api/expired_authorization'),
  ...all(403, 'provider/insufficient_permissions api/insufficient_permissions api/account_restricted'),
  ...all(403, 'api/inactive_subscription'),
  ...all(404, 'provider/resource_not_found api/resource_not_found'),
  ...all(405, 'provider/method_not_allowed'),
  ...all(409, 'api/already_exists api/conflict provider/conflict'),
  ...all(410, 'api/gone'),
  ...all(422, 'provider/unprocessable_entity'),
  ...all(429, 'api/too_many_requests provider/too_many_requests'),
  ...all(500, 'api/internal_error provider/server_error'),
  ...all(501, 'api/not_implemented'),
  ...all(502, 'api/proxy_error api/proxy_auth_error'),
  ...all(503, 'api/unavailable'),
  ...all(504, 'api/proxy_timeout provider/timeout'),
};

const details: Record<string, string> = {
  cannot_resend_yet: 'You have reached a temporary provider limit. Please try again later.',
  already_invited_recently: 'An invitation has already been sent recently to this recipient.',
  no_connection_with_recipient:
    'This message cannot be sent: the recipient is not a first degree connection.',
  too_many_requests: 'The provider cannot accept any more requests at the moment. Please try again later.',
};

export const errorTypes: readonly string[] = Object.keys(statuses);
export const errorTypesV2: readonly string[] = Object.keys(statusesV2);

/** What an answer says about the account. */
type Signal = 'limit' | 'rate' | 'checkpoint' | 'restricted';

const signals: Record<string, Signal> = {
  cannot_resend_yet: 'limit',
  cannot_resend_within_24hrs: 'limit',
  limit_exceeded: 'limit',
  connection_limit_reached: 'limit',
  limit_too_high: 'limit',
  too_many_requests: 'rate',
  checkpoint_error: 'checkpoint',
  invalid_checkpoint_solution: 'checkpoint',
  account_restricted: 'restricted',
  'provider/too_many_requests': 'rate',
  'api/too_many_requests': 'rate',
  'provider/invalid_checkpoint_code': 'checkpoint',
  'api/account_restricted': 'restricted',
};

export const signalOf = (outcome: string): Signal | null => signals[outcome] ?? null;

/** An answer that is not 2xx. Its type is v1's, which tells more; a type of V2 is only what a test asks for. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly type: string;
  readonly status: number;
  readonly detail: string | undefined;

  /** @throws {RangeError} For a type that the simulator does not know. */
  constructor(type: string, detail: string | undefined = details[type]) {
    super(type);
    const status = statuses[type] ?? statusesV2[type];
    if (status === undefined)
      throw new RangeError(
        `Cannot answer "${type}": known are ${[...errorTypes, ...errorTypesV2].join(', ')}`,
      );
    this.type = type;
    this.status = status;
    this.detail = detail;
  }

  get body(): Record<string, unknown> {
    return {
      status: this.status,
      type: `errors/${this.type}`,
      title: titleOf(this.type),
      ...(this.detail ? { detail: this.detail } : {}),
    };
  }
}

export function titleOf(type: string): string {
  const words = type.replace(/^\w+\//, '').replaceAll('_', ' ');
  return words[0]?.toUpperCase() + words.slice(1);
}

function all(status: number, names: string): Record<string, number> {
  return Object.fromEntries(names.split(' ').map((name) => [name, status]));
}
