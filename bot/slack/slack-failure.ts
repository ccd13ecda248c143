import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';

export interface SlackFailure {
  /** Slack's own word where there is one, e.g. `not_in_channel`. */
  code: string;
  kind:
    | 'rate_limited'
    /** The bot cannot post there as things are: not a member, archived, gone. */
    | 'unreachable'
    /** Slack refuses what was sent; sending it again leads to the same. */
    | 'refused'
    /** Token or app: nothing works until an operator acts. */
    | 'unauthorized'
    /** No answer, or one that does not say: it may have happened. */
    | 'unknown';
  retryAfterS: number | null;
  /** With `missing_scope`: what the app's installation lacks. */
  neededScope?: string;
}

const unreachable = [
  'not_in_channel',
  'channel_not_found',
  'is_archived',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'posting_to_channel_denied',
];
const unauthorized = [
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'missing_scope',
  'team_access_not_granted',
  'org_login_required',
];
/** Slack's own troubles, after which a post may or may not be there. */
const uncertain = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
];

/** What a failed Web API call means for a caller who has to decide between again, elsewhere and never. Pure. */
export function slackFailure(error: unknown): SlackFailure {
  if (error instanceof WebAPIRateLimitedError) {
    return { code: 'ratelimited', kind: 'rate_limited', retryAfterS: Math.max(1, error.retryAfter) };
  }
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    if (code === 'ratelimited' || code === 'rate_limited') {
      return { code, kind: 'rate_limited', retryAfterS: 1 };
    }
    const kind = unreachable.includes(code)
      ? 'unreachable'
      : unauthorized.includes(code)
        ? 'unauthorized'
        : uncertain.includes(code)
          ? 'unknown'
          : 'refused';
    const { needed } = error.data as { needed?: unknown };
    return {
      code,
      kind,
      retryAfterS: null,
      ...(code === 'missing_scope' && typeof needed === 'string' ? { neededScope: needed } : {}),
    };
  }
  if (error instanceof WebAPIHTTPError) {
    return {
      code: `http_${error.statusCode}`,
      kind: error.statusCode >= 500 ? 'unknown' : 'refused',
      retryAfterS: null,
    };
  }
  if (error instanceof WebAPIRequestError) return { code: 'no_answer', kind: 'unknown', retryAfterS: null };
  return { code: 'unexpected', kind: 'unknown', retryAfterS: null };
}
